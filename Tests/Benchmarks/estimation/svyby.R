# Domain means with standard errors by survey::svyby, ROUNDS times. Prints the seconds of each estimate alone, then one line for
# each community: its name, mean and standard error.
#
# usage: Rscript svyby.R DATA.csv ROUNDS
suppressMessages(library(survey))
arguments <- commandArgs(TRUE)
d <- read.csv(arguments[1])
des <- svydesign(id = ~1, strata = ~community, weights = ~weight, fpc = ~population, data = d)
for (round in seq_len(as.integer(arguments[2]))) {
  cat(system.time(r <- svyby(~score, ~community, des, svymean))[["elapsed"]], "")
}
cat("\n")
cat(sprintf("%s %.17g %.17g\n", r$community, r$score, SE(r)), sep = "")
