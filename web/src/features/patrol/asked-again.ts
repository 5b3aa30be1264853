/** How a list of what there is to do is asked for anew while the app is in sight: a citizen's report is to be verified within minutes. */
export const askedAgain = { refetchInterval: 60_000, refetchOnWindowFocus: 'always' } as const
