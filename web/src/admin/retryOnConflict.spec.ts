import { expect, it, vi } from 'vitest'
import { ApiError } from '../api/problem'
import { EditConflictError, conflictsOf, retryOnConflict } from './retryOnConflict'

interface Thing {
  version: number
  name: string
}

const seen: Thing = { version: 1, name: 'Mug' }
const mismatch = (current: Thing) => new ApiError(412, 'version-mismatch', '', { current })
const renamed = (current: Thing) => current.name !== seen.name

it('retryOnConflict writes on the version seen', async () => {
  const write = vi.fn((base: Thing) => Promise.resolve(base.version))
  await expect(retryOnConflict(seen, write, renamed)).resolves.toBe(1)
})

it('retryOnConflict writes on a newer version that does not contradict', async () => {
  const write = vi.fn((base: Thing) => base.version < 3 ? Promise.reject(mismatch({ ...seen, version: base.version + 1 })) : Promise.resolve(base.version))
  await expect(retryOnConflict(seen, write, renamed)).resolves.toBe(3)
})

it('retryOnConflict throws EditConflictError with the newer version when it contradicts', async () => {
  const now = { version: 2, name: 'Cup' }
  const write = vi.fn(() => Promise.reject(mismatch(now)))
  await expect(retryOnConflict(seen, write, renamed)).rejects.toEqual(expect.objectContaining({ name: 'EditConflictError', current: now }))
  expect(write).toHaveBeenCalledOnce()
})

it('retryOnConflict decides again when the stock was changed meanwhile', async () => {
  const now = { version: 2, name: 'Mug' }
  const changed = new ApiError(409, 'stock-changed', '', { current: now })
  const write = vi.fn((base: Thing) => base === now ? Promise.resolve(base.version) : Promise.reject(changed))
  await expect(retryOnConflict(seen, write, renamed)).resolves.toBe(2)
})

it('retryOnConflict gives up after five attempts', async () => {
  const write = vi.fn((base: Thing) => Promise.reject(mismatch({ ...seen, version: base.version + 1 })))
  await expect(retryOnConflict(seen, write, renamed)).rejects.toBeInstanceOf(ApiError)
  expect(write).toHaveBeenCalledTimes(5)
})

it('retryOnConflict rethrows every other refusal', async () => {
  const gone = new ApiError(404, 'not-found', '')
  await expect(retryOnConflict(seen, () => Promise.reject(gone), renamed)).rejects.toBe(gone)
  expect(gone).not.toBeInstanceOf(EditConflictError)
})

it('conflictsOf returns the fields that both changed to different values', () => {
  const before = { name: 'Mug', stock: 3, price: { amount: 1990, currency: 'EUR' } }
  const theirs = { ...before, stock: 2, price: { amount: 1790, currency: 'EUR' } }
  expect(conflictsOf(before, theirs, { name: 'Cup' })).toEqual([])
  expect(conflictsOf(before, theirs, { stock: 9 })).toEqual(['stock'])
  expect(conflictsOf(before, theirs, { price: { amount: 1790, currency: 'EUR' } })).toEqual([])
})
