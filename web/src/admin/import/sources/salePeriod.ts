/** Whether a sale has not begun yet or has ended; without dates it goes on. */
export function isOver(starts: string, ends: string, now: Date): boolean {
  const [from, to] = [Date.parse(starts), Date.parse(ends)]
  return from > now.getTime() || to < now.getTime()
}
