import { readonly, ref } from 'vue'

export interface Announcement {
  id: number
  text: string
}

const announcements = ref<Announcement[]>([])
const announcementDuration = 10_000
let lastId = 0

/** Announces a sentence to screen readers by a polite live region. */
export function announce(text: string): void {
  const id = ++lastId
  announcements.value = [...announcements.value, { id, text }]
  setTimeout(() => {
    announcements.value = announcements.value.filter((announcement) => announcement.id !== id)
  }, announcementDuration)
}

export const useAnnouncements = () => readonly(announcements)
