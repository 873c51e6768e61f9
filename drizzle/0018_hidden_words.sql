UPDATE reports SET spec = json_set(spec,
  '$.hide', json('[]'),
  '$.title', title,
  '$.impact', json_extract(content, '$.told.impact'),
  '$.expected', json_extract(content, '$.told.expected'),
  '$.actual', json_extract(content, '$.told.actual'),
  '$.stepsTaken', json_extract(content, '$.told.stepsTaken'),
  '$.filter', json_extract(content, '$.selection.filter')
) WHERE number IS NOT NULL;
