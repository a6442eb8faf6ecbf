import { expect, it } from 'vitest'
import { order } from '../testing/order'
import { pickList } from './pickList'

const line = (given: object) => ({ ...(order().lines[0] as ReturnType<typeof order>['lines'][number]), ...given })

it('the pick list adds up the pieces of each variant, sorted as people read it', () => {
  const shirt = (optionValues: string[], variantId: string) => line({ productId: 'shirt', name: 'Shirt', optionValues, variantId, quantity: 1 })
  const orders = [order({ lines: [shirt(['10'], 'x'), line({})] }), order({ lines: [shirt(['9'], 'y'), shirt(['10'], 'x')] })]
  expect(pickList(orders, 'en').map(({ name, optionValues, quantity }) => [name, ...optionValues, quantity]))
    .toEqual([['Mug', 2], ['Shirt', '9', 1], ['Shirt', '10', 2]])
})
