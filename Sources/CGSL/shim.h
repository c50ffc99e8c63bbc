#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_statistics_double.h>
#include <gsl/gsl_version.h>

/* C globals are shared mutable state to Swift 6: reach them through functions. */
static inline const char *kaoping_gsl_version(void) { return gsl_version; }
static inline const gsl_root_fsolver_type *kaoping_gsl_brent(void) { return gsl_root_fsolver_brent; }
static inline const gsl_min_fminimizer_type *kaoping_gsl_min_brent(void) { return gsl_min_fminimizer_brent; }
