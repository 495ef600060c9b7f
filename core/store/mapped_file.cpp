#include "store/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chancery {

std::shared_ptr<const MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return nullptr;
  struct stat status {};
  void* bytes = MAP_FAILED;
  if (::fstat(number, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    bytes =
        ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, number, 0);
  }
  ::close(number);
  if (bytes == MAP_FAILED) return nullptr;
  return std::shared_ptr<const MappedFile>(new MappedFile(
      {static_cast<const std::byte*>(bytes), static_cast<std::size_t>(status.st_size)}));
}

MappedFile::~MappedFile() { ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size()); }

}  // namespace chancery
