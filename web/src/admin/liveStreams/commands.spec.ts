import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../api/client'
import { product } from '../../testing'
import { FakeShop } from '../testing/fakeShop'
import { EditConflictError } from '../retryOnConflict'
import { move, pin, setActive, start, stop, unpin } from './commands'
import { orderOf, withStatus } from './pins'

let shop: FakeShop
let tags: (string | null)[]

beforeEach(() => {
  shop = new FakeShop(['mug', 'vase', 'bowl'], ['mug', 'vase'], { version: 5 })
  tags = []
  configureApi({ apiBaseUrl: 'http://shop.test' }, (request) => {
    tags.push((request as Request).headers.get('if-match'))
    return shop.fetch(request)
  })
})

it.each([
  ['pin', pin(product('bowl'))],
  ['unpin', unpin(product('mug'))],
  ['hide', setActive(product('mug'), false)],
  ['move', move(product('vase'), 0)],
  ['start', start()],
  ['stop', stop()],
])('the command %s is sent with the version that the admin has seen', async (_name, command) => {
  await command.send(shop.stream)
  expect(tags).toEqual(['"5"'])
})

it('an unpin on an older version is sent again on the newer one', async () => {
  const seen = shop.stream
  shop.pinAs('Bob', 'bowl')
  await unpin(product('mug')).send(seen)
  expect(tags).toEqual(['"5"', '"6"'])
  expect(orderOf(shop.stream)).toEqual(['vase', 'bowl'])
})

it('a stream that somebody else has stopped meanwhile is not started again', async () => {
  shop.stream = withStatus(shop.stream, 'scheduled')
  const seen = shop.stream
  shop.as('Bob', 'stopped', (stream) => withStatus(stream, 'ended'))
  await expect(start().send(seen)).rejects.toBeInstanceOf(EditConflictError)
  expect(shop.stream.status).toBe('ended')
})
