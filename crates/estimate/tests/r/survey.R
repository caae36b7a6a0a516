# Writes the example data of R's package survey, as far as it is needed, and what that package
# estimates from it: Rscript survey.R FOLDER. `cargo xtask soak r` does so and compares.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
folder <- commandArgs(trailingOnly = TRUE)[1]
golden <- data.frame()

data(api)
data(nhanes)
yes <- function(answers) as.numeric(answers == "Yes")

# What a table of responses has: who was asked how, and what they answered.
responses <- function(data, stratum, cluster, weight, population, group) {
  data.frame(stratum = as.character(stratum), cluster = cluster, weight = weight, population = population,
             group = group, score = data$api00, answer = yes(data$sch.wide))
}
tables <- list(
  strat = responses(apistrat, apistrat$stype, seq_len(nrow(apistrat)), apistrat$pw, apistrat$fpc,
                    as.character(apistrat$awards)),
  clus1 = responses(apiclus1, 1, apiclus1$dnum, apiclus1$pw, apiclus1$fpc,
                    as.character(apiclus1$stype)),
  clus2 = responses(apiclus2, 1, apiclus2$dnum, apiclus2$pw, apiclus2$fpc1,
                    as.character(apiclus2$stype)),
  # A district alone in its stratum.
  lonely = responses(apiclus1, ifelse(apiclus1$dnum == 61, 2, 1), apiclus1$dnum, apiclus1$pw,
                     ifelse(apiclus1$dnum == 61, 20, 757), as.character(apiclus1$stype))
)
some <- nhanes[1:1200, ]
tables$nhanes <- data.frame(
  stratum = some$SDMVSTRA, cluster = some$SDMVPSU, weight = some$WTMEC2YR, population = NA,
  group = paste0("race", some$race), score = as.numeric(some$RIAGENDR), answer = some$HI_CHOL)

design <- function(table, finite) {
  if (finite) {
    svydesign(id = ~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, nest = TRUE,
              data = table)
  } else {
    svydesign(id = ~cluster, strata = ~stratum, weights = ~weight, nest = TRUE, data = table)
  }
}

printed <- function(number) sprintf("%.6e", number)
note <- function(table, finite, what, group, value, se, df, interval) {
  golden <<- rbind(golden, data.frame(
    table = table, finite = ifelse(finite, "yes", "no"), what = what, group = group,
    value = printed(value), se = printed(se), df = df,
    low = printed(interval[1]), high = printed(interval[2])))
}

for (name in names(tables)) {
  table <- tables[[name]]
  write.csv(table, file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE, na = "")
  for (finite in c(FALSE, TRUE)) {
    if (finite && all(is.na(table$population))) next
    whole <- design(table, finite)
    groups <- c("", sort(unique(table$group)))
    for (group in groups) {
      part <- if (group == "") whole else whole[which(table$group == group), ]
      known <- part[!is.na(part$variables$score), ]
      mean <- svymean(~score, known)
      note(name, finite, "mean", group, coef(mean), SE(mean), degf(known),
           confint(mean, df = degf(known)))
      known <- part[!is.na(part$variables$answer), ]
      # The logit of none and of all is not finite.
      if (all(known$variables$answer == known$variables$answer[1])) next
      share <- svyciprop(~answer, known, method = "logit")
      note(name, finite, "proportion", group, coef(share), sqrt(as.numeric(vcov(share))),
           degf(known), confint(share))
    }
    # The last group less the first, with their covariance.
    two <- c(groups[2], groups[length(groups)])
    known <- whole[which(table$group %in% two & !is.na(table$answer)), ]
    shares <- svyby(~answer, ~group, known, svymean, covmat = TRUE)
    less <- svycontrast(shares, c(-1, 1))
    note(name, finite, "difference", paste(two, collapse = " "), coef(less), SE(less), degf(known),
         confint(less, df = degf(known)))
  }
}

# Two waves, asked independently: all strata of both.
for (pair in list(c("strat", "clus1"), c("clus1", "clus2"))) {
  both <- rbind(cbind(tables[[pair[1]]], wave = 1), cbind(tables[[pair[2]]], wave = 2))
  both$stratum <- paste(both$wave, both$stratum)
  for (finite in c(FALSE, TRUE)) {
    whole <- design(both, finite)
    shares <- svyby(~answer, ~wave, whole, svymean, covmat = TRUE)
    less <- svycontrast(shares, c(-1, 1))
    note(paste(pair, collapse = " "), finite, "waves", "", coef(less), SE(less), degf(whole),
         confint(less, df = degf(whole)))
  }
}
write.csv(golden, file.path(folder, "golden.csv"), row.names = FALSE, quote = FALSE)
