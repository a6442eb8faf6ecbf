import { isLive, otherNames, spotlightName } from './customer'
import { expect, test } from './fixtures'

test('the keyboard focus stays on its product wherever the admin moves it', async ({ room, customer }) => {
  const { shop, streamId } = room
  const ids = [await room.product('mug'), await room.product('vase'), await room.product('bowl')] as const
  const [mug, vase, bowl] = ids
  for (const id of ids) await shop.pin(streamId, id)
  const page = await customer()
  await isLive(page)
  const product = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-product]')?.dataset.product)

  await page.getByRole('button', { name: 'Details of Bowl' }).focus()
  await shop.reorder(streamId, mug, bowl, vase)
  await expect(otherNames(page)).toHaveText(['Bowl', 'Vase'])
  await expect.poll(product).toBe(bowl)

  await shop.reorder(streamId, bowl, mug, vase)
  await expect(spotlightName(page)).toHaveText('Bowl')
  await expect.poll(product).toBe(bowl)

  await shop.unpin(streamId, bowl)
  await expect(spotlightName(page)).toHaveText('Mug')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Products in this stream')
})
