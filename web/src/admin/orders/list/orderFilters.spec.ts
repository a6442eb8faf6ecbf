import { expect, it } from 'vitest'
import { filtersOf, queryOf } from './orderFilters'

it('filters are read back from the address that they were written to', () => {
  const filters = { status: 'placed', streamId: 'spring', search: '7K2' } as const
  expect(filtersOf(queryOf(filters))).toEqual(filters)
  expect(filtersOf(queryOf({}))).toEqual({})
})

it('what is no filter in an address is left out', () => {
  expect(filtersOf({ status: 'lost', stream: ['a', 'b'], q: '  ', page: '2' })).toEqual({})
})
