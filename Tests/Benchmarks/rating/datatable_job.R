# The residents' figures of the example city in data.table: a peer of bench.py.
#     Rscript datatable_job.R CITY OUT.csv
suppressPackageStartupMessages(library(data.table))
a <- commandArgs(trailingOnly = TRUE)
items <- sprintf("q%02d", 1:20)
text <- c("response_id", "community_id", "stratum", "psu", "weight")
read <- function(name, kinds) fread(file.path(a[1], name), colClasses = list(character = kinds))
roster <- read("roster.csv", "community_id")
frame <- read("frame.csv", c("community_id", "stratum"))
psu <- read("psu.csv", c("community_id", "stratum", "psu"))
d <- rbindlist(lapply(list.files(file.path(a[1], "responses"), full.names = TRUE), fread,
  select = c(text, items), colClasses = list(character = text)))
d[, weight := suppressWarnings(as.numeric(weight))]
d <- d[weight > 0 & community_id %chin% roster$community_id]
d <- unique(d, by = "response_id")
for (i in items) set(d, which(!(d[[i]] %in% 1:5)), i, NA_integer_)
d[, valid := rowSums(!is.na(.SD)), .SDcols = items]
d[, y := 25 * (rowSums(.SD, na.rm = TRUE) / valid - 1), .SDcols = items]
d <- d[valid >= 10, .(community_id, stratum, psu, weight, y)]
d[, `:=`(W = sum(weight), m = sum(weight * y) / sum(weight)), by = community_id]
d[, z := weight * (y - m) / W]
c <- d[, .(s = sum(z), k = .N, v = var(z), m = m[1]), by = .(community_id, stratum, psu)]
c <- psu[c, on = c("community_id", "stratum", "psu")]
c[is.na(v), v := 0]
h <- c[, .(n = .N, v = var(s), within = sum((1 - pmin(k / households, 1)) * k * v), m = m[1]), by = .(community_id, stratum)]
h[is.na(v), v := 0]
h <- frame[h, on = c("community_id", "stratum")]
h[, f := pmin(n / psu_total, 1)]
fwrite(h[, .(satisfaction = m[1], se = sqrt(sum((1 - f) * n * v + f * within)), df = sum(n - 1)), by = community_id], a[2])
