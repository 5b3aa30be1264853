import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { change, type Filter, fromAddress, toAddress } from './filter'

/** The filter in the address, and the way to change it. */
export const useFilter = () => {
  const [address, setAddress] = useSearchParams()
  const filter = useMemo(() => fromAddress(address), [address])
  const narrow = useCallback(
    (changes: Filter) =>
      setAddress((before) => toAddress(change(fromAddress(before), changes)), { replace: true }),
    [setAddress],
  )
  return [filter, narrow] as const
}
