import { defineWords } from '@/shared/i18n/i18n'

export const { useWords, say } = defineWords(
  'component-measure',
  {
    at: '什么时候测的',
    where: '站在哪里测的',
    asking: '正在定位……',
    placed: '已定位，误差约 {{metres}} 米',
    noPlace: '没有定位，也可以提交。',
    place: '定位',
    placeAgain: '重新定位',
    photos: '照片（表盘、尺子和部件一起拍进去）',
    save: '提交测量',
    saved: '已经记下：{{quantity}} {{value}}。',
    cancel: '取消',
  },
  {
    at: 'When it was measured',
    where: 'Where you stood',
    asking: 'Looking for your position…',
    placed: 'Found, within some {{metres}} m',
    noPlace: 'No position; it can be sent without.',
    place: 'Find my position',
    placeAgain: 'Find it again',
    photos: 'Photos (dial or ruler and the component in one)',
    save: 'Send the measurement',
    saved: 'Recorded: {{quantity}} {{value}}.',
    cancel: 'Cancel',
  },
)
