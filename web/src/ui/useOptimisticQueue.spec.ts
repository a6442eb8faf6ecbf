import { expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useOptimisticQueue } from './useOptimisticQueue'

interface Addition {
  add: number
}
const add = (value: number): Addition => ({ add: value })

/** A number that is changed by adding to it; each answer is given by the test. */
function sum(restored: number[] = []) {
  const confirmed = shallowRef(0)
  const sent: number[] = []
  const answers: { accept: () => Promise<void>; refuse: (error: unknown) => Promise<void> }[] = []
  const onRefused = vi.fn()
  const flush = () => new Promise<void>((resolve) => { setTimeout(resolve) })
  const queue = useOptimisticQueue<number, Addition, number>({
    confirmed: () => confirmed.value,
    apply: (state, change) => state + change.add,
    send: (change) => {
      sent.push(change.add)
      return new Promise((resolve, reject) => {
        answers.push({
          accept: () => { resolve(confirmed.value + change.add); return flush() },
          refuse: (error) => { reject(error as Error); return flush() },
        })
      })
    },
    onAccepted: (_change, answer) => { confirmed.value = answer },
    onRefused,
    supersedes: (change, previous) => change.add === 100 && previous.add === 100,
    restored: restored.map(add),
  })
  const pendingValues = () => queue.pending.value.map((change) => change.add)
  return { ...queue, run: (value: number) => queue.run(add(value)), pendingValues, confirmed, sent, answers, onRefused, flush }
}

it('an optimistic queue shows a change before the server answers', () => {
  const { run, shown, confirmed } = sum()
  void run(1)
  expect([shown.value, confirmed.value]).toEqual([1, 0])
})

it('an optimistic queue sends one change at a time, in order', async () => {
  const { run, sent, answers, shown, pendingValues } = sum()
  const done = [run(1), run(2)]
  expect(sent).toEqual([1])
  await answers[0]?.accept()
  expect([sent, shown.value, pendingValues()]).toEqual([[1, 2], 3, [2]])
  await answers[1]?.accept()
  await Promise.all(done)
  expect([shown.value, pendingValues()]).toEqual([3, []])
})

it('an optimistic queue never shows a change twice while its answer is applied', async () => {
  const { run, answers, shown, confirmed } = sum()
  void run(1)
  const seen: number[] = []
  const settled = answers[0]?.accept()
  for (let microtask = 0; microtask < 10; microtask++) {
    seen.push(shown.value)
    await Promise.resolve()
  }
  await settled
  expect([new Set(seen), confirmed.value]).toEqual([new Set([1]), 1])
})

it('an optimistic queue drops a refused change and keeps the others', async () => {
  const { run, answers, shown, onRefused, sent } = sum()
  void run(1)
  void run(2)
  await answers[0]?.refuse('no')
  expect(onRefused).toHaveBeenCalledExactlyOnceWith(add(1), 'no')
  expect([shown.value, sent]).toEqual([2, [1, 2]])
})

it('an optimistic queue applies pending changes to a state that is confirmed meanwhile', () => {
  const { run, shown, confirmed } = sum()
  void run(1)
  confirmed.value = 10
  expect(shown.value).toBe(11)
})

it('an optimistic queue replaces a superseded change, but not the one being sent', async () => {
  const { run, sent, answers, pendingValues } = sum()
  for (let step = 0; step < 4; step++) void run(100)
  expect(pendingValues()).toEqual([100, 100])
  await answers[0]?.accept()
  await answers[1]?.accept()
  expect([sent, pendingValues()]).toEqual([[100, 100], []])
})

it('a cleared optimistic queue ignores answers that arrive late and sends what is added next', async () => {
  const { run, clear, answers, confirmed, onRefused, sent, flush } = sum()
  void run(1)
  void run(2)
  clear()
  await answers[0]?.accept()
  expect([confirmed.value, sent]).toEqual([0, [1]])
  void run(3)
  await flush()
  expect(sent).toEqual([1, 3])
  await answers[1]?.refuse('no')
  expect(onRefused).toHaveBeenCalledOnce()
})

it('an optimistic queue sends the changes that a reload interrupted', async () => {
  const { shown, sent, answers, pendingValues, flush } = sum([1, 2])
  expect(shown.value).toBe(3)
  await flush()
  await answers[0]?.accept()
  await answers[1]?.accept()
  expect([sent, pendingValues(), shown.value]).toEqual([[1, 2], [], 3])
})
