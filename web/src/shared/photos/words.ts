import { defineWords } from '@/shared/i18n/i18n'

export const { say, useWords } = defineWords(
  'photos',
  {
    add: '添加照片',
    shoot: '拍照',
    count: '{{now}} / {{max}} 张',
    sending: '正在上传',
    again: '再传一次',
    remove: '去掉照片 {{name}}',
    removed: '已去掉一张照片。',
    putBack: '放回',
    tooMany: '最多 {{max}} 张，后面 {{count}} 张没有加进来。',
    wrongType: '不是照片，没有上传。可以用 JPEG、PNG、WebP、HEIC。',
    emptyFile: '这个文件是空的，没有上传。',
    tooLarge: '这张照片 {{size}} MB，超过 {{max}} MB，没有上传。',
    heicTooLarge:
      '这张 HEIC 照片 {{size}} MB，超过 {{max}} MB，没有上传。让相机拍 JPEG 就能传：iPhone 在“设置→相机→格式”里选“兼容性最佳”。',
  },
  {
    add: 'Add photos',
    shoot: 'Take a photo',
    count: '{{now}} of {{max}}',
    sending: 'Sending',
    again: 'Send again',
    remove: 'Remove photo {{name}}',
    removed: 'One photo was removed.',
    putBack: 'Put it back',
    tooMany: 'At most {{max}} photos: the last {{count}} were left out.',
    tooMany_one: 'At most {{max}} photos: the last one was left out.',
    wrongType: 'Not a photo, so it was not sent. JPEG, PNG, WebP and HEIC will do.',
    emptyFile: 'This file is empty, so it was not sent.',
    tooLarge: 'This photo has {{size}} MB, more than {{max}} MB, so it was not sent.',
    heicTooLarge:
      'This HEIC photo has {{size}} MB, more than {{max}} MB, so it was not sent. Let the camera take JPEG: on an iPhone, Settings → Camera → Formats → Most Compatible.',
  },
)
