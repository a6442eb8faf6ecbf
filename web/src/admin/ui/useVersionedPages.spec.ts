import { effectScope } from 'vue'
import { beforeEach, expect, it } from 'vitest'
import type { Product } from '../../api/types'
import { product, productOf } from '../../testing'
import { useVersionedPages } from './useVersionedPages'

let stored: Product[]
let asked: (string | undefined)[]
const made = (id: string) => productOf(product(id))

beforeEach(() => {
  stored = ['a', 'b', 'c', 'd', 'e', 'f'].map(made)
  asked = []
})

/** Pages of two, by the id after which they begin, as the server has them. */
async function read(token: string | undefined) {
  asked.push(token)
  const after = stored.filter(({ id }) => token === undefined || id > token)
  const items = after.slice(0, 2)
  return Promise.resolve({ items, continuationToken: after.length > 2 ? (items.at(-1)?.id ?? null) : null })
}

async function loaded() {
  const list = effectScope(true).run(() => useVersionedPages(read))
  if (!list) throw new Error('The scope is closed.')
  await list.reset()
  await list.more()
  await list.more()
  asked = []
  return { ...list, ids: () => list.items.value.map(({ id }) => id).join('') }
}

it('only the pages that are shown are read again', async () => {
  const { refresh, items, ids } = await loaded()
  stored = stored.map((one) => ({ ...one, name: `New ${one.id}`, version: 2 }))
  await refresh([2, 3])
  expect([asked, ids()]).toEqual([['b'], 'abcdef'])
  expect(items.value.map(({ version }) => version)).toEqual([1, 1, 2, 2, 1, 1])
})

it('the pages after one that has another end now are read again too', async () => {
  const { refresh, ids } = await loaded()
  stored = stored.toSpliced(2, 0, made('bb'))
  await refresh([2, 3])
  expect([asked, ids()]).toEqual([['b', 'c'], 'abbbcde'])
})

it('products that are gone from the end of the list disappear', async () => {
  const { refresh, ids, hasMore } = await loaded()
  stored = stored.slice(0, 3)
  await refresh([2, 3])
  expect([ids(), hasMore.value]).toEqual(['abc', false])
})

it('a page that could not be loaded leaves the others, and is asked for again', async () => {
  let fails = false
  const list = effectScope(true).run(() => useVersionedPages((token) => (fails ? Promise.reject(new Error('away')) : read(token))))
  await list?.reset()
  fails = true
  await list?.more()
  expect([list?.state.value, list?.items.value.length]).toEqual(['more-failed', 2])
  fails = false
  await list?.more()
  expect([list?.state.value, list?.items.value.length]).toEqual(['ready', 4])
})

it('a failed refresh leaves the list and marks it as stale until the next one succeeds', async () => {
  let fails = false
  const list = effectScope(true).run(() => useVersionedPages((token) => (fails ? Promise.reject(new Error('away')) : read(token))))
  await list?.reset()
  fails = true
  await list?.refresh()
  expect([list?.isStale.value, list?.state.value, list?.items.value.length]).toEqual([true, 'ready', 2])
  fails = false
  await list?.refresh()
  expect(list?.isStale.value).toBe(false)
})
