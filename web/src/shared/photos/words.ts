import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'photos',
  {
    add: '添加照片',
    count: '{{now}} / {{max}} 张',
    sending: '正在上传',
    again: '再传一次',
    remove: '去掉照片 {{name}}',
  },
  {
    add: 'Add photos',
    count: '{{now}} of {{max}}',
    sending: 'Sending',
    again: 'Send again',
    remove: 'Remove photo {{name}}',
  },
)
