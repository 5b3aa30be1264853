import { Segmented as AntdSegmented, type SegmentedProps } from 'antd'

type Value = string | number

/** antd's, with one Tab stop as any group of radio buttons: the frame around them would be a second one, at which no key does anything. */
export const Segmented = <V extends Value>(props: SegmentedProps<V>) => (
  <AntdSegmented<V> {...props} tabIndex={-1} />
)
