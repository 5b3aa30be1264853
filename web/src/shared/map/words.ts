import { defineWords } from '@/shared/i18n/i18n'

export const { useWords } = defineWords(
  'map',
  {
    loading: '正在打开地图',
    noMap: '这台设备不能显示地图。地点见文字说明。',
    takeMiddle: '选地图中心的位置',
    pickHint: '点一下地图选位置；用键盘时，方向键移动地图，再按“选地图中心的位置”。',
    zoomIn: '放大',
    zoomOut: '缩小',
  },
  {
    loading: 'Opening the map',
    noMap: 'This device cannot show the map. The place is told in words.',
    takeMiddle: 'Take the middle of the map',
    pickHint:
      'Press on the map to pick the place. With a keyboard, move the map by the arrow keys, then press “Take the middle of the map”.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
  },
)
