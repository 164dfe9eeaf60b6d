# Effects of whole studies as R finds them: propensity weights, strata and pairs, and models on what they leave.
#   Rscript test/study/golden/studiesOfR.R test/golden/stats/data > test/study/golden/studiesOfR.json
# Needs survival, cmprsk, sandwich and jsonlite.
suppressMessages({ library(survival); library(cmprsk); library(sandwich); library(jsonlite) })
folder <- commandArgs(TRUE)[1]
tight <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100)
z <- qnorm(0.975)

ratio <- function(beta, se) list(estimate = exp(beta), standardError = se, lower = exp(beta - z * se), upper = exp(beta + z * se))
difference <- function(x, se) list(estimate = x, standardError = se, lower = x - z * se, upper = x + z * se)
of_model <- function(model, variance) {
  at <- match("treated", names(coef(model)))
  ratio(unname(coef(model)[at]), sqrt(variance[at, at]))
}

weights_of <- function(e, a, estimand) switch(estimand,
  ATE = ifelse(a == 1, 1 / e, 1 / (1 - e)),
  ATT = ifelse(a == 1, 1, e / (1 - e)),
  ATC = ifelse(a == 1, (1 - e) / e, 1),
  ATO = ifelse(a == 1, 1 - e, e),
  ATM = pmin(e, 1 - e) / ifelse(a == 1, e, 1 - e)
)

# Risk of the outcome at a horizon with its infinitesimal jackknife, by arm.
risks <- function(d, horizon) {
  state <- factor(d$status, 0:2)
  sapply(1:0, function(arm) {
    own <- d$treated == arm
    fit <- survfit(Surv(d$time[own], state[own]) ~ 1, weights = d$w[own], id = which(own))
    at <- summary(fit, times = horizon)
    place <- match("1", fit$states)
    c(at$pstate[place], at$std.err[place])
  })
}

# Closest pairs first, within the caliper, each person once.
closest_pairs <- function(distance, a, caliper) {
  pairs <- expand.grid(t = which(a == 1), c = which(a == 0))
  pairs$d <- abs(distance[pairs$t] - distance[pairs$c])
  pairs <- pairs[pairs$d <= caliper, ]
  pairs <- pairs[order(pairs$d), ]
  set <- rep(NA_integer_, length(a))
  for (k in seq_len(nrow(pairs))) {
    t <- pairs$t[k]; c <- pairs$c[k]
    if (is.na(set[t]) && is.na(set[c])) set[t] <- set[c] <- k
  }
  set
}

study <- function(data, covariates, horizon, adjustment, doubly = FALSE) {
  d <- data
  d$event <- as.integer(d$status == 1)
  formula <- reformulate(covariates, "treated")
  model <- glm(formula, binomial(), d, control = glm.control(epsilon = 1e-14, maxit = 100))
  e <- fitted(model)
  logit <- model$linear.predictors
  d$w <- 1
  d$set <- seq_len(nrow(d))
  if (adjustment$method == "weighting") d$w <- weights_of(e, d$treated, adjustment$estimand)
  if (adjustment$method == "matching") {
    d$set <- closest_pairs(logit, d$treated, adjustment$matching$caliper * sd(logit))
    d <- d[!is.na(d$set), ]
  }
  if (adjustment$method == "stratification") {
    reference <- if (adjustment$estimand == "ATT") e[d$treated == 1] else e
    cuts <- quantile(reference, seq(0, 1, length.out = adjustment$strata + 1))
    d$set <- findInterval(e, cuts[2:adjustment$strata]) + 1
  }
  weighted <- any(d$w != 1)
  right <- c("treated", if (doubly) covariates, if (adjustment$method == "stratification") "strata(set)")
  cox_formula <- reformulate(right, "Surv(time, event)")
  paired <- adjustment$method == "matching"
  cox <- if (paired) coxph(cox_formula, d, control = tight, cluster = set, robust = TRUE)
    else coxph(cox_formula, d, control = tight, weights = w, robust = weighted)
  out <- list(hazardRatio = of_model(cox, cox$var))
  if (adjustment$method != "stratification" && !doubly) {
    for (kind in c("poisson", "logistic")) {
      glm_model <- suppressWarnings(glm(event ~ treated, if (kind == "poisson") poisson() else binomial(), d,
        weights = w, offset = if (kind == "poisson") log(time), control = glm.control(epsilon = 1e-14, maxit = 100)))
      variance <- if (paired) vcovCL(glm_model, d$set, type = "HC0", cadjust = FALSE)
        else if (weighted) vcovHC(glm_model, "HC0") else vcov(glm_model)
      out[[if (kind == "poisson") "rateRatio" else "oddsRatio"]] <- of_model(glm_model, variance)
    }
    if (!paired) {
      at <- risks(d, horizon)
      out$riskDifference <- difference(at[1, 1] - at[1, 2], sqrt(at[2, 1]^2 + at[2, 2]^2))
      out$riskRatio <- ratio(log(at[1, 1] / at[1, 2]), sqrt((at[2, 1] / at[1, 1])^2 + (at[2, 2] / at[1, 2])^2))
    }
  }
  if (adjustment$method == "none" && any(d$status == 2)) {
    crr_fit <- crr(d$time, d$status, cbind(treated = d$treated), failcode = 1, cencode = 0, gtol = 1e-10, maxiter = 100)
    out$subdistributionHazardRatio <- ratio(unname(crr_fit$coef), sqrt(crr_fit$var[1, 1]))
  }
  list(adjustment = adjustment, outcomeModel = if (doubly) list(kind = "cox", covariates = "picked") else NULL,
    rows = nrow(d), expected = out)
}

data_set <- function(file, group, treated, covariates, horizon) {
  d <- read.csv(file.path(folder, file))
  d$treated <- as.integer(d[[group]] == treated)
  weighting <- lapply(c("ATE", "ATT", "ATC", "ATO", "ATM"), function(estimand) list(method = "weighting", estimand = estimand))
  studies <- c(
    list(study(d, covariates, horizon, list(method = "none"))),
    lapply(weighting, function(each) study(d, covariates, horizon, each)),
    list(
      study(d, covariates, horizon, weighting[[1]], doubly = TRUE),
      study(d, covariates, horizon, list(method = "matching", estimand = "ATT", matching = list(ratio = 1, caliper = 0.2, scale = "standardisedLogit"))),
      study(d, covariates, horizon, list(method = "stratification", estimand = "ATE", strata = 5)),
      study(d, covariates, horizon, list(method = "stratification", estimand = "ATT", strata = 5))
    )
  )
  list(data = file, group = group, treated = treated, time = "time", event = "status", covariates = covariates,
    horizon = horizon, competing = any(d$status == 2), studies = studies)
}

cat(toJSON(list(
  data_set("melanoma.csv", "ulcer", 1, c("sex", "age", "thickness"), 2000),
  data_set("veteran.csv", "trt", 2, c("karno", "diagtime", "age", "prior"), 180)
), auto_unbox = TRUE, digits = I(17), null = "null", pretty = 2))
