/* Digests and HMAC (OpenSSL's SHA-256 uses the processor's SHA instructions where it has them), Ed25519 and random bytes. */
#include <openssl/evp.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

/* A macro that names another macro, which Swift does not read. */
static inline int kaoping_ed25519(void) { return EVP_PKEY_ED25519; }
