import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords('field', { title: '巡查' }, { title: 'On patrol' })
