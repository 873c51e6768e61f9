/** The look of a report as a page: ink on paper, hairlines, and no colour but in the chart. */
export const htmlStyle = `
:root{color:#16181d;background:#fff;font:14px/1.5 "Geist",ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
*{box-sizing:border-box}
body{margin:0}
main{max-width:860px;margin:0 auto;padding:40px 24px 64px}
h1{font-size:26px;line-height:1.2;font-weight:600;letter-spacing:-.015em;margin:6px 0 8px;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:16px;font-weight:600;margin:36px 0 10px;padding-top:14px;border-top:1px solid #d6d9de}
h3{font-size:13px;font-weight:600;margin:22px 0 6px;overflow-wrap:anywhere}
p{margin:0 0 10px;max-width:76ch;overflow-wrap:anywhere}
.imprint,footer,figcaption,caption,.figures span,dt,th{color:#646b76;font-size:12px}
.claim{font-size:16px;color:#50565f}
ul{margin:0 0 10px;padding-left:18px}
li{margin:2px 0}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:4px 20px;margin:0 0 14px}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:16px;list-style:none;padding:0;margin:0 0 18px}
.figures li{display:grid}
.figures b{font-size:24px;font-weight:600;letter-spacing:-.01em}
figure{margin:0 0 16px}
svg{width:100%;height:auto}
.scroll{overflow-x:auto;margin:0 0 16px}
table{width:100%;border-collapse:collapse;font-size:12.5px}
caption{text-align:left;padding:4px 0}
th{text-align:left;font-weight:500;padding:5px 10px 5px 0;border-bottom:1px solid #d6d9de;white-space:nowrap;vertical-align:bottom}
td{padding:5px 10px 5px 0;border-bottom:1px solid #e8e9ec;vertical-align:top;overflow-wrap:anywhere}
.num{text-align:right;white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
.mono,pre{font-family:"Geist Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12px}
pre{margin:4px 0 0;padding:10px 12px;background:#f3f4f5;border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#16181d;color:#fff;border-radius:2px;padding:0 3px}
footer{margin-top:40px;border-top:1px solid #d6d9de;padding-top:10px}
@page{size:A4;margin:18mm 16mm;@bottom-right{content:counter(page) " of " counter(pages);font:9px sans-serif;color:#646b76}}
@media print{main{max-width:none;padding:0}thead{display:table-header-group}tr,figure,.figures{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}body{font-size:11px}}
`.trim();
