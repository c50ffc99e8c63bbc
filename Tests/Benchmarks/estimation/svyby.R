# Domain means with standard errors by survey::svyby; prints the seconds of the estimate alone and the sum of the SEs.
suppressMessages(library(survey))
d <- read.csv(commandArgs(TRUE)[1])
des <- svydesign(id = ~1, strata = ~community, weights = ~weight, fpc = ~population, data = d)
t <- system.time(r <- svyby(~score, ~community, des, svymean))[["elapsed"]]
cat(t, sum(SE(r)), nrow(r), "\n")
