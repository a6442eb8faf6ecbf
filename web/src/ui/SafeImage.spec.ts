// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import SafeImage from './SafeImage.vue'

it('an image that could not be loaded is loaded again when the browser is online', async () => {
  const image = mount(SafeImage, { props: { src: '/mug.jpg' }, slots: { default: '<b>M</b>' } })
  await image.get('img').trigger('error')
  expect(image.html()).toContain('<b>M</b>')
  dispatchEvent(new Event('online'))
  await nextTick()
  expect(image.get('img').attributes('src')).toBe('/mug.jpg')
  image.unmount()
})
