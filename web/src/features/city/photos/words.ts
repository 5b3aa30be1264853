import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'component-photos',
  {
    photos: '照片',
    photo: '部件照片',
    none: '还没有照片',
    noneYet: '还没有照片。拍一张现在的样子，以后可以对照。',
    addLead: '现在的样子',
    add: '存入台账',
    withdraw: '撤回',
    reason: '撤回的理由（至少 4 个字）',
    cancel: '取消',
  },
  {
    photos: 'Photos',
    photo: 'Photo of the component',
    none: 'No photo yet',
    noneYet: 'No photo yet. Take one of how it looks now, to compare with later.',
    addLead: 'How it looks now',
    add: 'Keep them',
    withdraw: 'Take back',
    reason: 'Reason, four characters or more',
    cancel: 'Cancel',
  },
)
