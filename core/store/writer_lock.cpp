#include "store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <sstream>
#include <string>

#include "chancery/error.h"
#include "store/clock.h"
#include "store/durable_file.h"

namespace chancery {
namespace {

std::string host_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

// "host pid since", as write_holder() left it; a holder that has only just taken the lock may
// not have written it yet.
std::string describe_holder(const std::filesystem::path& file) {
  std::istringstream content(read_small_file(file, 4096));
  std::string host, process, since;
  if (!(content >> host >> process >> since)) return "another process";
  if (host == host_name() && process == std::to_string(::getpid())) {
    return "this same process (pid " + process + "), since " + since;
  }
  return "pid " + process + " on " + host + ", since " + since;
}

void write_holder(int descriptor, const std::filesystem::path& file) {
  const std::string holder =
      host_name() + " " + std::to_string(::getpid()) + " " + utc_now() + "\n";
  const auto size = static_cast<ssize_t>(holder.size());
  if (::ftruncate(descriptor, 0) != 0 ||
      ::pwrite(descriptor, holder.data(), holder.size(), 0) != size) {
    throw_io_error("write", file, errno);
  }
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "writer.lock";
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw_io_error("open", file, errno);
  try {
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) throw_io_error("lock", file, errno);
      throw Error(ErrorKind::locked, "The database " + folder.string() + " is being written by " +
                                         describe_holder(file) +
                                         "; wait for it to end, or read an edition.");
    }
    write_holder(descriptor_, file);
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

WriterLock::~WriterLock() { ::close(descriptor_); }

}  // namespace chancery
