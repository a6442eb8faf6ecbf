import { readonly, ref } from 'vue'

export interface Announcement {
  id: number
  text: string
}

const announcements = ref<Announcement[]>([])
const keptFor = 10_000
let last = 0

/** Says a sentence to those who listen to the page, politely: after what is being read. */
export function announce(text: string): void {
  const id = ++last
  announcements.value = [...announcements.value, { id, text }]
  setTimeout(() => {
    announcements.value = announcements.value.filter((announcement) => announcement.id !== id)
  }, keptFor)
}

export const useAnnouncements = () => readonly(announcements)
