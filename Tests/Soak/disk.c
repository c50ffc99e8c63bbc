/* A disk that fails and a disk that forgets, for tests: preloaded into the program (LD_PRELOAD), it watches the files below one folder.

   KAOPING_WATCH=DIR     the folder; nothing elsewhere is touched
   KAOPING_SHADOW=DIR    keeps what is certain to be there after a power cut: of a file the bytes of its last fsync, of a folder the
                         entries of its last fsync. What was there at the start counts as written. cuts.py puts it together again.
   KAOPING_FAULTS=FILE   a `struct faults` that the driver maps too: the call that brings `countdown` to nought fails once

   cc -O2 -shared -fPIC -o disk.so disk.c -ldl */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum operation { NONE, WRITE, SYNC, OPEN };
enum mode { INPUT_OUTPUT = 1, NO_SPACE, SHORT };

struct faults {
  int32_t operation, mode;
  int64_t countdown, fired, calls[4];
};

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int), (*real_fdatasync)(int);

static char watch[4096], shadow[4096];
static size_t watch_length;
static struct faults *faults;
static unsigned char watched[65536];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void resolve(void) {
  if (real_open) return;
  real_openat = dlsym(RTLD_NEXT, "openat");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_open = dlsym(RTLD_NEXT, "open");
}

static int is_watched(int fd) { return fd >= 0 && fd < (int)sizeof watched && watched[fd]; }

/* Whether this call is the one that fails; sets errno. */
static int fails(enum operation operation) {
  if (!faults) return 0;
  __atomic_add_fetch(&faults->calls[operation], 1, __ATOMIC_SEQ_CST);
  if (faults->operation != (int32_t)operation) return 0;
  if (__atomic_sub_fetch(&faults->countdown, 1, __ATOMIC_SEQ_CST) != 0) return 0;
  __atomic_add_fetch(&faults->fired, 1, __ATOMIC_SEQ_CST);
  errno = faults->mode == NO_SPACE ? ENOSPC : EIO;
  return 1;
}

/* Whether this open is the one that fails. Only an open that may create a file can find the disk full (open(2), ENOSPC). */
static int open_fails(int flags) {
  return (!faults || faults->mode != NO_SPACE || flags & O_CREAT) && fails(OPEN);
}

/* What a file is called in the shadow: its inode and its birth, because inodes come back. */
static void name_of(const struct statx *file, char *name, size_t size) {
  snprintf(name, size, "%s/file/%llu-%lld-%u", shadow, (unsigned long long)file->stx_ino,
           (long long)file->stx_btime.tv_sec, file->stx_btime.tv_nsec);
}

/* Writes a new file and moves it to its place, so that a kill leaves the old one or the new one. */
static void replace(const char *place, void (*fill)(int, void *), void *what) {
  char staging[8300];
  snprintf(staging, sizeof staging, "%s.new", place);
  int out = real_open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0) abort();
  fill(out, what);
  real_close(out);
  if (rename(staging, place)) abort();
}

static void copy_bytes(int out, void *what) {
  /* Opened once more: the program's own descriptor may be for writing only. */
  char link[64];
  static char block[1 << 20];
  snprintf(link, sizeof link, "/proc/self/fd/%d", *(int *)what);
  int in = real_open(link, O_RDONLY | O_CLOEXEC);
  if (in < 0) abort();
  off_t at = 0;
  for (ssize_t count; (count = pread(in, block, sizeof block, at)) > 0; at += count)
    if (real_write(out, block, count) != count) abort();
  real_close(in);
}

static void list_entries(int out, void *what) {
  DIR *folder = opendir(what);
  if (!folder) return;
  for (struct dirent *entry; (entry = readdir(folder));) {
    struct statx file;
    char line[4600], name[4300];
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (statx(dirfd(folder), entry->d_name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &file)) continue;
    name_of(&file, name, sizeof name);
    int length = snprintf(line, sizeof line, "%c %s %s\n", S_ISDIR(file.stx_mode) ? 'd' : 'f',
                          strrchr(name, '/') + 1, entry->d_name);
    if (real_write(out, line, length) != length) abort();
  }
  closedir(folder);
}

static void keep_folder(const char *path) {
  char place[8200];
  size_t at = snprintf(place, sizeof place, "%s/folder/", shadow);
  const char *rest = path + watch_length;
  if (!*rest) rest = "/";
  for (; *rest && at < sizeof place - 1; rest++) place[at++] = *rest == '/' ? '+' : *rest;
  place[at] = 0;
  replace(place, list_entries, (void *)path);
}

static void keep_file(int fd) {
  struct statx file;
  char place[4300];
  if (statx(fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_BTIME, &file)) return;
  name_of(&file, place, sizeof place);
  replace(place, copy_bytes, &fd);
}

static void keep(int fd) {
  struct stat status;
  char link[64], path[4096];
  if (!*shadow || fstat(fd, &status)) return;
  pthread_mutex_lock(&turn);
  if (S_ISDIR(status.st_mode)) {
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
      path[length] = 0;
      keep_folder(path);
    }
  } else if (S_ISREG(status.st_mode)) {
    keep_file(fd);
  }
  pthread_mutex_unlock(&turn);
}

/* What is there at the start was written before. */
static void keep_everything(const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return;
  for (struct dirent *entry; (entry = readdir(folder));) {
    char below[4096];
    struct stat status;
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= (int)sizeof below) abort();
    if (lstat(below, &status)) continue;
    if (S_ISDIR(status.st_mode)) keep_everything(below);
    if (!S_ISREG(status.st_mode)) continue;
    int fd = real_open(below, O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    keep_file(fd);
    real_close(fd);
  }
  closedir(folder);
  keep_folder(path);
}

__attribute__((constructor)) static void begin(void) {
  resolve();
  const char *folder = getenv("KAOPING_WATCH"), *forgets = getenv("KAOPING_SHADOW"), *control = getenv("KAOPING_FAULTS");
  if (!folder || !realpath(folder, watch)) return;
  watch_length = strlen(watch);
  if (forgets) {
    char path[4200];
    snprintf(shadow, sizeof shadow, "%s", forgets);
    mkdir(shadow, 0700);
    snprintf(path, sizeof path, "%s/folder", shadow);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/file", shadow);
    mkdir(path, 0700);
    keep_everything(watch);
  }
  if (control) {
    int fd = real_open(control, O_RDWR | O_CLOEXEC);
    if (fd < 0) abort();
    faults = mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    real_close(fd);
    if (faults == MAP_FAILED) abort();
  }
}

static int is_below(const char *path) {
  return watch_length && !strncmp(path, watch, watch_length) && (!path[watch_length] || path[watch_length] == '/');
}

static int noted(int fd, int is_ours) {
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = is_ours;
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  resolve();
  int is_ours = is_below(path);
  if (is_ours && open_fails(flags)) return -1;
  return noted(real_open(path, flags, mode), is_ours);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));

int openat(int folder, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  resolve();
  int is_ours = is_below(path);
  if (is_ours && open_fails(flags)) return -1;
  return noted(real_openat(folder, path, flags, mode), is_ours);
}

int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));

int close(int fd) {
  resolve();
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = 0;
  return real_close(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  resolve();
  if (is_watched(fd) && fails(WRITE)) {
    if (faults->mode != SHORT) return -1;
    count = count > 1 ? count / 2 : count;
  }
  return real_write(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  resolve();
  if (is_watched(fd) && fails(WRITE)) {
    if (faults->mode != SHORT) return -1;
    count = count > 1 ? count / 2 : count;
  }
  return real_pwrite(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) __attribute__((alias("pwrite")));

static int synced(int fd, int (*real)(int)) {
  if (is_watched(fd) && fails(SYNC)) return -1;
  int status = real(fd);
  if (!status && is_watched(fd)) keep(fd);
  return status;
}

int fsync(int fd) {
  resolve();
  return synced(fd, real_fsync);
}

int fdatasync(int fd) {
  resolve();
  return synced(fd, real_fdatasync);
}
