import { expect, it } from 'vitest'
import { pin, product, stream } from '../testing'
import { publicState } from './publicState'

const mug = pin(product('mug'), 0)
const hidden = { ...pin(product('vase'), 1), isActive: false }
const bowl = pin(product('bowl'), 2)

it('publicState leaves out hidden pins and closes the gap', () => {
  const { pinnedProducts } = publicState(stream([], { pinnedProducts: [mug, hidden, bowl] }))
  expect(pinnedProducts.map(({ productId, displayOrder }) => [productId, displayOrder])).toEqual([
    ['mug', 0],
    ['bowl', 1],
  ])
})

it.each(['scheduled', 'ended'] as const)('publicState has no products when the stream is %s', (status) => {
  expect(publicState(stream([], { status, pinnedProducts: [mug] })).pinnedProducts).toEqual([])
})

it('publicState has no fields that messages do not carry', () => {
  expect(Object.keys(publicState(stream())).sort()).toEqual(
    ['changedAt', 'detailsVersion', 'pinnedProducts', 'startedAt', 'status', 'streamId', 'title', 'version'],
  )
})
