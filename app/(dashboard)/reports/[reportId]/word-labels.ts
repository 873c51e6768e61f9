/** What is asked for each kind of report. */
export const wordLabels = {
  failure: [
    {
      name: "impact",
      label: "Who is affected, and how",
      placeholder: "Members of two sites cannot open the front door by phone.",
    },
    {
      name: "expected",
      label: "What should happen",
      placeholder: "The unlock answers 200 while the controller is online.",
    },
    { name: "actual", label: "What happens instead", placeholder: "503 within 40 ms, since Saturday morning." },
    { name: "stepsTaken", label: "What you tried", placeholder: "Restarted the controller, waited an hour." },
  ],
  reinstatement: [
    { name: "impact", label: "What was wrong", placeholder: "A sync asked for deleted members again and again." },
    { name: "expected", label: "What should have happened", placeholder: "One 404, then no further request." },
    { name: "actual", label: "How and when it was found", placeholder: "By an alert on 21 November at 09:14 UTC." },
    {
      name: "stepsTaken",
      label: "What was fixed, and when",
      placeholder: "Release 2.3.1 forgets deleted members; the guard is on.",
    },
  ],
} as const;
