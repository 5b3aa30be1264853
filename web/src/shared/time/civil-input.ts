/**
 * The instant of what a `datetime-local` field holds, such as `2026-11-25T15:04`: the wall clock of the platform is that of
 * Asia/Shanghai, wherever the browser stands, and it has no summer time.
 */
export const civil = (typed: string): string => `${typed.length === 16 ? `${typed}:00` : typed}+08:00`
