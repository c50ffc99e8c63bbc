/* Only the digests: OpenSSL's SHA-256 uses the processor's SHA instructions where it has them. */
#include <openssl/evp.h>
#include <openssl/crypto.h>
