import { expect, test } from 'vitest'
import { readPlaces, writePlace } from './typed-places'

test('places_are_read_apart_by_commas_of_both_scripts_or_tabs_and_empty_lines_are_skipped', () => {
  expect(readPlaces('潞湾桥,116.4,39.9\n\n铁路桥，１１６.５，３９.８\n南门\t116.6\t39.7\n').places).toEqual([
    { name: '潞湾桥', lon: 116.4, lat: 39.9 },
    { name: '铁路桥', lon: 116.5, lat: 39.8 },
    { name: '南门', lon: 116.6, lat: 39.7 },
  ])
})

test('a_line_without_a_name_or_with_no_position_on_earth_is_told_by_its_number', () => {
  expect(readPlaces('好的,116,39\n,116,39\n没有位置\n北极点,0,91\n只有一个,39').odd).toEqual([2, 3, 4, 5])
})

test('a_place_that_is_a_component_keeps_its_identifier_on_the_way_through_the_box', () => {
  const lamp = { name: '路灯 东门，外', lon: 116.4, lat: 39.9, component: '11010501018000001' }
  expect(readPlaces(writePlace(lamp)).places).toEqual([{ ...lamp, name: '路灯 东门 外' }])
  expect(readPlaces('11010501018000001,116.4,39.9').places).toEqual([
    { name: '11010501018000001', lon: 116.4, lat: 39.9 },
  ])
})
