#include "bulk/load_thread.h"

#include <utility>

namespace chancery::bulk {
namespace {

constexpr std::size_t kMostRows = 8192;      // of a batch
constexpr std::size_t kMostBytes = 1 << 20;  // the same
constexpr std::size_t kMostWaiting = 4;      // batches

}  // namespace

LoadThread::LoadThread(BulkWriter& writer)
    : writer_(writer), next_node_(writer.first_node()), thread_([this] { work(); }) {}

LoadThread::~LoadThread() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

LabelSet LoadThread::add_label_set(std::vector<LabelId> labels) {
  idle_writer();
  label_sets_.push_back(std::move(labels));
  return static_cast<LabelSet>(label_sets_.size() - 1);
}

void LoadThread::add_node(LabelSet labels, std::string_view properties) {
  if (!batch_.relationships.empty()) hand_over();
  batch_.properties.append(properties);
  batch_.nodes.push_back({labels, batch_.properties.size()});
  next_node_ = static_cast<NodeId>(raw(next_node_) + 1);
  if (is_full()) hand_over();
}

void LoadThread::add_relationship(NodeId start, TypeId type, NodeId end,
                                  std::string_view properties) {
  if (!batch_.nodes.empty()) hand_over();
  batch_.properties.append(properties);
  batch_.relationships.push_back({start, end, type, batch_.properties.size()});
  if (is_full()) hand_over();
}

bool LoadThread::is_full() const {
  return batch_.nodes.size() + batch_.relationships.size() >= kMostRows ||
         batch_.properties.size() >= kMostBytes;
}

void LoadThread::hand_over() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.size() < kMostWaiting || failure_; });
  if (failure_) std::rethrow_exception(failure_);
  waiting_.push_back(std::exchange(batch_, {}));
  lock.unlock();
  changed_.notify_all();
}

BulkWriter& LoadThread::idle_writer() {
  if (!batch_.nodes.empty() || !batch_.relationships.empty()) hand_over();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return (waiting_.empty() && !busy_) || failure_; });
  if (failure_) std::rethrow_exception(failure_);
  return writer_;
}

void LoadThread::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return !waiting_.empty() || ended_; });
    if (waiting_.empty()) return;
    const Batch batch = std::move(waiting_.front());
    waiting_.pop_front();
    busy_ = true;
    lock.unlock();
    std::exception_ptr failure;
    try {
      write(batch);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    busy_ = false;
    if (failure) {
      failure_ = failure;
      waiting_.clear();
    }
    changed_.notify_all();
  }
}

void LoadThread::write(const Batch& batch) {
  const std::string_view properties = batch.properties;
  std::size_t start = 0;
  for (const NodeRow& row : batch.nodes) {
    writer_.create_node(label_sets_[row.labels],
                        properties.substr(start, row.properties_end - start));
    start = row.properties_end;
  }
  for (const RelationshipRow& row : batch.relationships) {
    writer_.connect(row.start, row.type, row.end,
                    properties.substr(start, row.properties_end - start));
    start = row.properties_end;
  }
}

}  // namespace chancery::bulk
