#include <algorithm>
#include <array>
#include <cmath>

#include "chancery/error.h"
#include "chancery/folding.h"
#include "chancery/temporal_functions.h"
#include "function_groups.h"
#include "operators.h"

namespace chancery::query {
namespace {

using Arguments = std::span<const Value>;

double number_argument(std::string_view function, const Value& value) {
  if (value.is_number()) return value.as_number();
  throw_value_type(function, value);
}

class Count : public Accumulator {
 public:
  void add(EvalContext&, Arguments arguments, std::int64_t times) override {
    if (arguments.empty() || !arguments[0].is_null()) count_ += times;
  }
  Value result(EvalContext&) override { return count_; }

 private:
  std::int64_t count_ = 0;
};

class Sum : public Accumulator {
 public:
  void add(EvalContext&, Arguments arguments, std::int64_t times) override {
    const Value& value = arguments[0];
    if (value.is_null()) return;
    if (!contains(kNumber | kDuration, value.type())) throw_value_type("sum", value);
    const Value all = times == 1 ? value : multiply(value, times);
    sum_ = any_ ? query::add(sum_, all) : all;
    any_ = true;
  }
  Value result(EvalContext&) override { return sum_; }

 private:
  Value sum_ = 0;
  bool any_ = false;  // the sum of durations does not start from a number
};

// The mean of numbers is kept as such, so that many large ones do not overflow.
class Average : public Accumulator {
 public:
  void add(EvalContext&, Arguments arguments, std::int64_t times) override {
    const Value& value = arguments[0];
    if (value.is_null()) return;
    count_ += times;
    if (value.type() == ValueType::duration) {
      durations_ = chancery::add(durations_, multiply(value, times).as_duration());
      duration_count_ += times;
    } else {
      const double from_mean = number_argument("avg", value) - mean_;
      mean_ += from_mean * static_cast<double>(times) / static_cast<double>(count_);
    }
    if (duration_count_ != 0 && duration_count_ != count_) throw_value_type("avg", value);
  }

  Value result(EvalContext&) override {
    if (count_ == 0) return Value();
    if (duration_count_ != 0) return divide(durations_, static_cast<double>(count_));
    return mean_;
  }

 private:
  std::int64_t count_ = 0;
  std::int64_t duration_count_ = 0;
  double mean_ = 0;
  Duration durations_;
};

template <bool largest>
class Extreme : public Accumulator {
 public:
  void add(EvalContext&, Arguments arguments, std::int64_t) override {
    const Value& value = arguments[0];
    if (value.is_null()) return;
    const bool better =
        best_.is_null() || (largest ? order(value, best_) > 0 : order(value, best_) < 0);
    if (better) best_ = value;
  }
  Value result(EvalContext&) override { return best_; }

 private:
  Value best_;
};

// Values that are kept, and charged until the group is done.
class Kept {
 public:
  Kept() = default;
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  ~Kept() { release(); }

  void add(EvalContext& context, const Value& value, std::int64_t times) {
    limits_ = &context.limits;
    for (; times > 0; --times) {
      limits_->charge(footprint(value));
      bytes_ += footprint(value);
      values_.push_back(value);
    }
  }
  bool empty() const { return values_.empty(); }
  List sorted() {
    std::sort(values_.begin(), values_.end(), [this](const Value& a, const Value& b) {
      limits_->check();
      return order(a, b) < 0;
    });
    return take();
  }
  /// What becomes of them is charged for itself.
  List take() {
    release();
    return std::move(values_);
  }

 private:
  void release() {
    if (limits_ != nullptr) limits_->release(bytes_);
    bytes_ = 0;
  }

  Limits* limits_ = nullptr;
  std::size_t bytes_ = 0;
  List values_;
};

class Collect : public Accumulator {
 public:
  void add(EvalContext& context, Arguments arguments, std::int64_t times) override {
    if (arguments[0].is_null()) return;
    kept_.add(context, arguments[0], times);
  }
  Value result(EvalContext&) override { return kept_.take(); }

 private:
  Kept kept_;
};

// Of the numbers in order; `share` is the same for all rows of a group.
class Percentile : public Accumulator {
 public:
  void add(EvalContext& context, Arguments arguments, std::int64_t times) override {
    if (arguments[0].is_null() || arguments[1].is_null()) return;
    share_ = number_argument(name(), arguments[1]);
    if (!(share_ >= 0 && share_ <= 1)) {
      throw_argument("NumberOutOfRange", "The percentile of " + std::string(name()) +
                                             "() must be a number from 0 to 1.");
    }
    number_argument(name(), arguments[0]);
    kept_.add(context, arguments[0], times);
  }

  Value result(EvalContext&) override {
    return kept_.empty() ? Value() : pick(kept_.sorted(), share_);
  }

 protected:
  virtual std::string_view name() const = 0;
  virtual Value pick(const List& sorted, double share) const = 0;

 private:
  double share_ = 0;
  Kept kept_;
};

// The value at or just above the share.
class PercentileDiscrete : public Percentile {
  std::string_view name() const override { return "percentileDisc"; }
  Value pick(const List& sorted, double share) const override {
    const double rank = std::ceil(share * static_cast<double>(sorted.size()));
    return sorted[rank < 1 ? 0 : static_cast<std::size_t>(rank) - 1];
  }
};

// Between two values in proportion.
class PercentileContinuous : public Percentile {
  std::string_view name() const override { return "percentileCont"; }
  Value pick(const List& sorted, double share) const override {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const double low = sorted[below].as_number();
    if (below + 1 >= sorted.size()) return low;
    return low + (sorted[below + 1].as_number() - low) * (at - static_cast<double>(below));
  }
};

// Welford's one-pass variance, of values that have weights (West 1979).
template <bool of_sample>
class Deviation : public Accumulator {
 public:
  void add(EvalContext&, Arguments arguments, std::int64_t times) override {
    if (arguments[0].is_null()) return;
    const double number = number_argument(of_sample ? "stDev" : "stDevP", arguments[0]);
    const auto weight = static_cast<double>(times);
    count_ += weight;
    const double from_mean = number - mean_;
    mean_ += from_mean * weight / count_;
    squares_ += weight * from_mean * (number - mean_);
  }
  Value result(EvalContext&) override {
    const double degrees = of_sample ? count_ - 1 : count_;
    return degrees > 0 ? std::sqrt(squares_ / degrees) : 0.0;
  }

 private:
  double count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

template <typename T>
std::unique_ptr<Accumulator> make() {
  return std::make_unique<T>();
}

const std::array kAggregates = {
    Aggregate{.name = "avg",
              .signature = "avg(value :: NUMBER | DURATION) :: FLOAT | DURATION",
              .text = "The mean of the values that are not null.",
              .example = "UNWIND [1, 2, 6] AS x RETURN avg(x) AS mean",
              .make = make<Average>,
              .yields = kFloat | kDuration},
    Aggregate{.name = "collect",
              .signature = "collect(value :: ANY) :: LIST",
              .text = "All values that are not null, in the order of the rows.",
              .example = "UNWIND [2, null, 1] AS x RETURN collect(x) AS all",
              .make = make<Collect>,
              .yields = kList},
    Aggregate{.name = "count",
              .signature = "count(value :: ANY) :: INTEGER",
              .text = "The number of values that are not null; count(*) counts rows.",
              .example = "MATCH (s:Statement) RETURN s.type AS type, count(*) AS statements",
              .make = make<Count>,
              .yields = kInteger},
    Aggregate{.name = "max",
              .signature = "max(value :: ANY) :: ANY",
              .text = "The largest value.",
              .example = "MATCH (d:Document) RETURN max(d.date) AS newest",
              .make = make<Extreme<true>>},
    Aggregate{.name = "min",
              .signature = "min(value :: ANY) :: ANY",
              .text = "The smallest value.",
              .example = "MATCH (d:Document) RETURN min(d.date) AS oldest",
              .make = make<Extreme<false>>},
    Aggregate{.name = "percentileCont",
              .signature = "percentileCont(value :: NUMBER, percentile :: FLOAT) :: FLOAT",
              .text = "The number below which that share of the numbers lies, interpolated.",
              .example = "UNWIND [1, 2, 4] AS x RETURN percentileCont(x, 0.75) AS quartile",
              .args = 2,
              .make = make<PercentileContinuous>,
              .yields = kFloat},
    Aggregate{.name = "percentileDisc",
              .signature = "percentileDisc(value :: NUMBER, percentile :: FLOAT) :: NUMBER",
              .text = "The one of the numbers at or above which that share of them lies.",
              .example = "UNWIND [1, 2, 4] AS x RETURN percentileDisc(x, 0.75) AS quartile",
              .args = 2,
              .make = make<PercentileDiscrete>,
              .yields = kNumber},
    Aggregate{.name = "stDev",
              .signature = "stDev(value :: NUMBER) :: FLOAT",
              .text = "The standard deviation of a sample.",
              .example = "UNWIND [1, 2, 6] AS x RETURN stDev(x) AS spread",
              .make = make<Deviation<true>>,
              .yields = kFloat},
    Aggregate{.name = "stDevP",
              .signature = "stDevP(value :: NUMBER) :: FLOAT",
              .text = "The standard deviation of a population.",
              .example = "UNWIND [1, 2, 6] AS x RETURN stDevP(x) AS spread",
              .make = make<Deviation<false>>,
              .yields = kFloat},
    Aggregate{.name = "sum",
              .signature = "sum(value :: NUMBER | DURATION) :: NUMBER | DURATION",
              .text = "The sum of the values that are not null.",
              .example = "UNWIND [1, 2, 6] AS x RETURN sum(x) AS total",
              .make = make<Sum>,
              .yields = kNumber | kDuration},
};

}  // namespace

const Aggregate* find_aggregate(std::string_view name) {
  const std::string folded = fold_name(name);
  for (const Aggregate& aggregate : kAggregates) {
    if (fold_name(aggregate.name) == folded) return &aggregate;
  }
  return nullptr;
}

std::vector<const Aggregate*> aggregates() {
  std::vector<const Aggregate*> all;
  for (const Aggregate& aggregate : kAggregates) all.push_back(&aggregate);
  return all;
}

}  // namespace chancery::query
