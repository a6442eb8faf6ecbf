// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { NetworkError } from '../../api/problem'
import PictureField from './PictureField.vue'

const uploadPicture = vi.hoisted(() => vi.fn<(picture: Blob) => Promise<string>>())
vi.mock('./uploadPicture', () => ({ uploadPicture }))
const shrunk = new Blob(['small'])
const decodePicture = vi.hoisted(() => vi.fn())
vi.mock('./shrinkPicture', () => ({ decodePicture, shrinkPicture: () => Promise.resolve(shrunk) }))

const bitmap = () => ({ width: 40, height: 30, close: vi.fn() })
const png = new File(['x'], 'mug.png', { type: 'image/png' })
let close: () => void = () => undefined

beforeEach(() => {
  decodePicture.mockImplementation(() => Promise.resolve(bitmap()))
  uploadPicture.mockResolvedValue('/api/media/mug.webp')
})
afterEach(() => {
  close()
  vi.resetAllMocks()
})

function field(props: { ratio?: number } = {}) {
  const address = ref('')
  const wrapper = mount(PictureField, {
    props: {
      label: 'Logo',
      ...props,
      modelValue: '',
      'onUpdate:modelValue': (to: string) => { address.value = to; void wrapper.setProps({ modelValue: to }) },
    },
    attachTo: document.body,
  })
  close = wrapper.unmount.bind(wrapper)
  const give = async (event: string, files: File[]) => {
    const transfer = { files }
    await wrapper.get('[role=group]').trigger(event, event === 'paste' ? { clipboardData: transfer } : { dataTransfer: transfer })
    await flushPromises()
  }
  return { wrapper, address, give }
}

it.each(['drop', 'paste'])('a picture that comes by %s is made smaller, uploaded, and becomes the address', async (event) => {
  const { wrapper, address, give } = field()
  await give(event, [new File(['a'], 'notes.txt', { type: 'text/plain' }), png])
  expect([uploadPicture.mock.lastCall?.[0], address.value]).toEqual([shrunk, '/api/media/mug.webp'])
  expect(wrapper.get('img').attributes('src')).toBe('/api/media/mug.webp')
})

it('the picture field shows at the field that a file is no picture', async () => {
  decodePicture.mockRejectedValue(new Error('no picture'))
  const { wrapper, address, give } = field()
  await give('drop', [png])
  expect(wrapper.get('.picker .error').text()).toMatch(/^This is no picture/)
  expect(wrapper.get('[role=group]').attributes('aria-describedby')).toBe(wrapper.get('.picker .error').attributes('id'))
  expect(address.value).toBe('')
})

it('a failed upload is shown at the field, and the next one clears it', async () => {
  uploadPicture.mockRejectedValueOnce(new NetworkError('away'))
  const { wrapper, address, give } = field()
  await give('drop', [png])
  expect(wrapper.get('.picker .error').text()).toMatch(/^Not uploaded: /)
  await give('drop', [png])
  expect([wrapper.find('.picker .error').exists(), address.value]).toEqual([false, '/api/media/mug.webp'])
})

it('a picture with a shape is uploaded after its part was chosen, and not when that is cancelled', async () => {
  const { address, give } = field({ ratio: 1 })
  await give('drop', [png])
  const sheet = () => document.body.querySelector('dialog')
  sheet()?.querySelector<HTMLButtonElement>('[aria-label=Close]')?.click()
  await flushPromises()
  expect([sheet(), uploadPicture.mock.calls.length]).toEqual([null, 0])

  await give('drop', [png])
  ;[...(sheet()?.querySelectorAll('button') ?? [])].find((button) => button.textContent === 'Use this part')?.click()
  await flushPromises()
  expect([sheet(), address.value]).toEqual([null, '/api/media/mug.webp'])
})

it('the picture field’s remove button clears the address', async () => {
  const { wrapper, address, give } = field()
  await give('drop', [png])
  await wrapper.get('[aria-label="Remove the picture"]').trigger('click')
  expect(address.value).toBe('')
})
