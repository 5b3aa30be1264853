import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'citizen',
  { title: '您有什么事，请告诉我们' },
  { title: 'Tell us what is wrong' },
)
