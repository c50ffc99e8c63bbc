# The example city's figures in data.table: a peer of bench.py.
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
s <- h[, .(satisfaction = m[1], se = sqrt(sum((1 - f) * n * v + f * within)), df = sum(n - 1)), by = community_id]
s[, half := qt(0.975, df) * se]
s[, `:=`(lower = satisfaction - half, upper = satisfaction + half)]
e <- fread(file.path(a[1], "reviews.csv"), colClasses = list(character = c("community_id", "score")),
  select = c("reviewer", "community_id", "indicator", "score", "max"))
e[, score := suppressWarnings(as.numeric(score))]
e <- unique(e[community_id %chin% roster$community_id & score >= 0 & score <= max], by = c("reviewer", "community_id", "indicator"))
e <- e[, .(mean = mean(score), max = max[1]), by = .(community_id, indicator)]
e <- e[, .(department = 100 * sum(mean) / sum(max)), by = community_id]
s <- e[s[roster[, .(community_id, district)], on = "community_id"], on = "community_id"]
s[, score := (satisfaction + department) / 2]
veto <- read("veto.csv", "community_id")[status == "confirmed", community_id]
s[!(community_id %chin% veto), rank := frank(-score, ties.method = "min", na.last = "keep"), by = district]
# A hundred titles by largest remainder, in whole numbers.
q <- roster[, .(claim = .N * 100), by = district]
q[, `:=`(seats = claim %/% nrow(roster), remainder = claim %% nrow(roster))]
q[order(-remainder)[seq_len(100 - sum(seats))], seats := seats + 1]
s[q, on = "district", in_quota := !is.na(rank) & rank <= i.seats]
fwrite(s[, .(community_id, district, satisfaction, se, lower, upper, department, score, rank, in_quota)], a[2])
