// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { readAltTexts, writeAltTexts } from './altTexts'
import PictureListField from './PictureListField.vue'
import { writePictures } from './pictureList'

vi.mock('./PicturePicker.vue', () => ({ default: { emits: ['uploaded'], template: '<button class="fake" @click="$emit(\'uploaded\', \'/api/media/new.webp\')" />' } }))

let close: () => void = () => undefined
afterEach(() => { close() })

function field(...addresses: string[]) {
  const wrapper = mount(PictureListField, {
    props: {
      label: 'Pictures', modelValue: writePictures(addresses), altTexts: writeAltTexts([]),
      'onUpdate:altTexts': (to: string) => { void wrapper.setProps({ altTexts: to }) },
      'onUpdate:modelValue': (to: string) => { void wrapper.setProps({ modelValue: to }) },
    },
    attachTo: document.body,
  })
  close = wrapper.unmount.bind(wrapper)
  const shown = () => wrapper.findAll('li img').map((image) => image.attributes('src'))
  const press = async (label: string) => {
    await wrapper.get(`[aria-label="${label}"]`).trigger('click')
    await flushPromises()
  }
  return { wrapper, shown, press }
}

it('the picture list shows the pictures in their order and moves them, with the focus on the moved one', async () => {
  const { shown, press } = field('/a.png', '/b.png', '/c.png')
  await press('Move picture 1 later')
  expect(shown()).toEqual(['/b.png', '/a.png', '/c.png'])
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move picture 2 later')
  await press('Move picture 2 earlier')
  expect(shown()).toEqual(['/a.png', '/b.png', '/c.png'])
})

it('the picture list takes a description of each picture, which stays with it when it is moved', async () => {
  const { wrapper, press } = field('/a.png', '/b.png')
  const descriptions = () => wrapper.findAll<HTMLInputElement>('li input').map((input) => input.element.value)
  await wrapper.findAll('li input')[0]?.setValue('A handle')
  expect(readAltTexts(wrapper.props('altTexts'))).toEqual([{ imageUrl: '/a.png', text: 'A handle' }])
  await press('Move picture 1 later')
  expect(descriptions()).toEqual(['', 'A handle'])
  await wrapper.findAll('li input')[1]?.setValue('')
  expect(readAltTexts(wrapper.props('altTexts'))).toEqual([])
})

it('the picture list removes a picture', async () => {
  const { shown, press } = field('/a.png', '/b.png')
  await press('Remove picture 1')
  expect(shown()).toEqual(['/b.png'])
})

it('the picture list adds an uploaded picture once', async () => {
  const { wrapper, shown } = field('/a.png')
  await wrapper.get('.fake').trigger('click')
  await wrapper.get('.fake').trigger('click')
  expect(shown()).toEqual(['/a.png', '/api/media/new.webp'])
})

it('the picture list adds a typed address with Enter, and says what is wrong with one', async () => {
  const { wrapper, shown } = field()
  await wrapper.get('[inputmode=url]').setValue('mug.png')
  await wrapper.get('[inputmode=url]').trigger('keydown', { key: 'Enter' })
  expect([shown(), wrapper.get('.error').text()]).toEqual([[], 'An address that starts with https:// or with a single /.'])
  await wrapper.get('[inputmode=url]').setValue('https://shop.test/mug.png')
  await wrapper.get('[inputmode=url]').trigger('keydown', { key: 'Enter' })
  expect([shown(), wrapper.get<HTMLInputElement>('[inputmode=url]').element.value]).toEqual([['https://shop.test/mug.png'], ''])
})

it('the picture list takes no more than ten', () => {
  const { wrapper } = field(...Array.from({ length: 10 }, (_, n) => `/${n}.png`))
  expect([wrapper.find('.fake').exists(), wrapper.text()]).toEqual([false, expect.stringContaining('10 pictures')])
})
