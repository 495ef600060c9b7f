#pragma once

// How algorithms of Boost that take no visitor are kept within the time of a query: they read and
// write property maps as they go on.

#include <boost/property_map/property_map.hpp>

#include "work_lots.h"

namespace chancery::query {

/// A property map each write to which counts as work.
template <typename Map>
struct MeteredMap {
  using key_type = typename boost::property_traits<Map>::key_type;
  using value_type = typename boost::property_traits<Map>::value_type;
  using reference = typename boost::property_traits<Map>::reference;
  using category = typename boost::property_traits<Map>::category;

  friend reference get(const MeteredMap& map, const key_type& key) { return get(map.map, key); }
  friend void put(const MeteredMap& map, const key_type& key, const value_type& value) {
    map.work->add(map.nanoseconds);
    put(map.map, key, value);
  }
  reference operator[](const key_type& key) const { return map[key]; }

  Map map;
  std::size_t nanoseconds = 0;
  WorkLots* work = nullptr;
};

/// `work` must outlive it.
template <typename Map>
MeteredMap<Map> metered(Map map, std::size_t nanoseconds, WorkLots& work) {
  return {map, nanoseconds, &work};
}

}  // namespace chancery::query
