/* Compresses the uploads that are kept as evidence. deflateInit2 and inflateInit2 are macros, which Swift cannot read. */
#include <zlib.h>

static inline int kaoping_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int kaoping_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
