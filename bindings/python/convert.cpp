#include "convert.h"

#include <cmath>
#include <string>

#include "chancery/error.h"
#include "chancery/temporal_functions.h"

namespace py = pybind11;

namespace chancery::python {

namespace {

constexpr int kDeepest = 100;
constexpr std::int64_t kSecondsPerDay = 86400;

py::object datetime_module() { return py::module_::import("datetime"); }

/// Fields that Python's datetime types share.
struct Clock {
  int hour, minute, second, microsecond;
};

Clock clock_of(std::int64_t nanos) {
  const std::int64_t seconds = nanos / 1'000'000'000;
  return {static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
          static_cast<int>(seconds % 60), static_cast<int>(nanos % 1'000'000'000 / 1000)};
}

py::object timezone(std::int32_t offset) {
  const py::object module = datetime_module();
  return module.attr("timezone")(module.attr("timedelta")(py::arg("seconds") = offset));
}

py::object timezone(const DateTime& value) {
  if (value.zone == ZoneId::none) return timezone(value.offset);
  try {
    return py::module_::import("zoneinfo").attr("ZoneInfo")(std::string(zone_name(value.zone)));
  } catch (py::error_already_set&) {
    return timezone(value.offset);  // the system has no such zone; the offset still holds
  }
}

/// Days since the epoch as datetime.date; None-like null object where Python has no such year.
py::object python_date(std::int64_t days) {
  constexpr std::int64_t kEpochOrdinal = 719163;  // date(1970, 1, 1).toordinal()
  const std::int64_t ordinal = days + kEpochOrdinal;
  if (ordinal < 1 || ordinal > 3652059) return py::object();
  return datetime_module().attr("date").attr("fromordinal")(ordinal);
}

py::object python_time(std::int64_t nanos, const py::object& zone) {
  const Clock clock = clock_of(nanos);
  return datetime_module().attr("time")(clock.hour, clock.minute, clock.second, clock.microsecond,
                                        zone);
}

py::object python_datetime(std::int64_t local_seconds, std::int32_t nanos, const py::object& zone) {
  std::int64_t days = local_seconds / kSecondsPerDay;
  std::int64_t rest = local_seconds % kSecondsPerDay;
  if (rest < 0) {
    rest += kSecondsPerDay;
    --days;
  }
  const py::object date = python_date(days);
  if (!date) return date;
  const py::object time = python_time(rest * 1'000'000'000 + nanos, zone);
  return datetime_module().attr("datetime").attr("combine")(date, time);
}

std::optional<std::int32_t> offset_of(const py::handle& time) {
  const py::object offset = time.attr("utcoffset")();
  if (offset.is_none()) return std::nullopt;
  return static_cast<std::int32_t>(offset.attr("total_seconds")().cast<double>());
}

/// Of an hour that the clocks go through twice, as in autumn, the second time; the same where that
/// has not this offset either, as Python's zones may differ from ours.
py::object second_pass(const py::object& datetime, std::int32_t offset) {
  const py::object second = datetime.attr("replace")(py::arg("fold") = 1);
  return offset_of(second) == offset ? second : datetime;
}

py::object temporal_to_python(const Value& value) {
  py::object out;
  switch (value.type()) {
    case ValueType::date:
      out = python_date(value.as_date().days);
      break;
    case ValueType::local_time:
      return python_time(value.as_local_time().nanos, py::none());
    case ValueType::time:
      return python_time(value.as_time().nanos, timezone(value.as_time().offset));
    case ValueType::local_date_time:
      out = python_datetime(value.as_local_date_time().seconds, value.as_local_date_time().nanos,
                            py::none());
      break;
    default: {
      const DateTime time = value.as_date_time();
      out = python_datetime(time.seconds + time.offset, time.nanos, timezone(time));
      if (out && offset_of(out) != time.offset) out = second_pass(out, time.offset);
    }
  }
  return out ? out : py::object(py::str(to_display(value)));
}

[[noreturn]] void reject(const std::string& message) {
  throw Error(ErrorKind::argument_error, message);
}

std::int64_t days_from_ordinal(const py::handle& date) {
  return date.attr("toordinal")().cast<std::int64_t>() - 719163;
}

std::int64_t nanos_of_day(const py::handle& time) {
  const auto field = [&](const char* name) { return time.attr(name).cast<std::int64_t>(); };
  return ((field("hour") * 60 + field("minute")) * 60 + field("second")) * 1'000'000'000 +
         field("microsecond") * 1000;
}

Value datetime_to_value(const py::handle& object) {
  const std::int64_t nanos = nanos_of_day(object);
  const std::int64_t local = days_from_ordinal(object) * kSecondsPerDay + nanos / 1'000'000'000;
  const auto fraction = static_cast<std::int32_t>(nanos % 1'000'000'000);
  const auto offset = offset_of(object);
  if (!offset) return LocalDateTime{local, fraction};
  DateTime out{local - *offset, fraction, *offset, ZoneId::none};
  const py::object zone = object.attr("tzinfo");
  if (py::hasattr(zone, "key") && !zone.attr("key").is_none())
    out.zone = zone_id(zone.attr("key").cast<std::string>());
  return out;
}

Value timedelta_to_value(const py::handle& object) {
  return Duration{0, object.attr("days").cast<std::int64_t>(),
                  object.attr("seconds").cast<std::int64_t>(),
                  static_cast<std::int32_t>(object.attr("microseconds").cast<int>() * 1000)};
}

bool is_instance(const py::handle& object, const char* type) {
  return py::isinstance(object, datetime_module().attr(type));
}

std::optional<Value> temporal_to_value(const py::handle& object) {
  if (is_instance(object, "datetime")) return datetime_to_value(object);
  if (is_instance(object, "date")) return Value(Date{days_from_ordinal(object)});
  if (is_instance(object, "timedelta")) return timedelta_to_value(object);
  if (!is_instance(object, "time")) return std::nullopt;
  const auto offset = offset_of(object);
  if (offset) return Value(Time{nanos_of_day(object), *offset});
  return Value(LocalTime{nanos_of_day(object)});
}

Value to_value(py::handle object, int depth);

Value integer_to_value(const py::handle& object) {
  const auto number = PyLong_AsLongLong(object.ptr());
  if (number == -1 && PyErr_Occurred()) {
    PyErr_Clear();
    reject("an integer parameter does not fit into 64 bits");
  }
  return static_cast<std::int64_t>(number);
}

Value map_to_value(const py::dict& dictionary, int depth) {
  Map map;
  for (const auto& [key, item] : dictionary) {
    if (!py::isinstance<py::str>(key)) reject("the keys of a map parameter must be strings");
    map.emplace(to_utf8(key, "The key of a map parameter"), to_value(item, depth + 1));
  }
  return map;
}

Value to_value(py::handle object, int depth) {
  if (depth > kDeepest) reject("a parameter is nested deeper than 100 levels");
  if (object.is_none()) return {};
  if (py::isinstance<py::bool_>(object)) return object.cast<bool>();
  if (py::isinstance<py::int_>(object)) return integer_to_value(object);
  if (py::isinstance<py::float_>(object)) return object.cast<double>();
  if (py::isinstance<py::str>(object)) return to_utf8(object, "A parameter");
  if (py::isinstance<py::dict>(object))
    return map_to_value(py::reinterpret_borrow<py::dict>(object), depth);
  if (py::isinstance<py::list>(object) || py::isinstance<py::tuple>(object)) {
    List list;
    for (const py::handle item : object) list.push_back(to_value(item, depth + 1));
    return list;
  }
  if (py::isinstance<Duration>(object)) return object.cast<Duration>();
  if (py::isinstance<Node>(object)) return object.cast<Node>();
  if (py::isinstance<Relationship>(object)) return object.cast<Relationship>();
  if (auto temporal = temporal_to_value(object)) return std::move(*temporal);
  if (py::hasattr(object, "item")) return to_value(object.attr("item")(), depth + 1);
  reject("a parameter of type " +
         py::str(py::type::of(object).attr("__name__")).cast<std::string>() +
         " cannot be passed to a query");
}

}  // namespace

py::object to_python(const Value& value) {
  switch (value.type()) {
    case ValueType::null:
      return py::none();
    case ValueType::boolean:
      return py::bool_(value.as_bool());
    case ValueType::integer:
      return py::int_(value.as_integer());
    case ValueType::floating:
      return py::float_(value.as_float());
    case ValueType::string:
      return py::str(value.as_string());
    case ValueType::list: {
      py::list list;
      for (const Value& item : value.as_list()) list.append(to_python(item));
      return list;
    }
    case ValueType::map:
      return to_python_map(value.as_map());
    case ValueType::node:
      return py::cast(value.as_node());
    case ValueType::relationship:
      return py::cast(value.as_relationship());
    case ValueType::path:
      return py::cast(value.as_path());
    case ValueType::duration:
      return py::cast(value.as_duration());
    default:
      return temporal_to_python(value);
  }
}

std::string to_utf8(py::handle text, const std::string& what) {
  Py_ssize_t size = 0;
  if (const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size)) {
    return {bytes, static_cast<std::size_t>(size)};
  }
  const py::error_already_set error;
  if (!error.matches(PyExc_UnicodeEncodeError)) throw error;
  reject(what + " holds half of a surrogate pair, which is no character, at index " +
         py::str(error.value().attr("start")).cast<std::string>() + ".");
}

Value to_value(py::handle object) { return to_value(object, 0); }

query::Parameters to_parameters(const py::dict& dictionary) {
  query::Parameters parameters;
  for (const auto& [key, item] : dictionary) {
    if (!py::isinstance<py::str>(key)) reject("the names of parameters must be strings");
    parameters.emplace(to_utf8(key, "The name of a parameter"), to_value(item));
  }
  return parameters;
}

py::dict to_python_map(const Map& map) {
  py::dict out;
  for (const auto& [key, item] : map) out[py::str(key)] = to_python(item);
  return out;
}

}  // namespace chancery::python
