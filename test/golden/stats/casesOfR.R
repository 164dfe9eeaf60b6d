# Writes further golden cases: the same methods on data that R and its packages bring along.
#   Rscript test/golden/stats/casesOfR.R FOLDER && npm run golden -- FOLDER
# Needs survival, cmprsk, glmnet, MASS, sandwich, pROC and jsonlite. The data stay in FOLDER.
suppressMessages({
  library(survival); library(cmprsk); library(glmnet); library(MASS)
  library(sandwich); library(pROC); library(jsonlite)
})
folder <- commandArgs(TRUE)[1]
for (part in c("data", "cases")) dir.create(file.path(folder, part), recursive = TRUE, showWarnings = FALSE)

# Expected values come from the file as it is read again, so that no hidden precision is left.
data_set <- function(name, data) {
  file <- file.path(folder, "data", paste0(name, ".csv"))
  write.csv(data, file, row.names = FALSE, na = "")
  read.csv(file)
}
write_case <- function(id, data, method, args, expected, rel = 1e-7, abs = 1e-9) {
  case <- list(
    id = id, topic = "cases of R", data = if (!is.null(data)) paste0(data, ".csv"), method = method, args = args,
    expected = expected, r = method, versions = list(R = as.character(getRversion())), tolerance = list(rel = rel, abs = abs)
  )
  write_json(case, file.path(folder, "cases", paste0(id, ".json")), auto_unbox = TRUE, digits = I(17), null = "null", na = "null")
}
values <- function(x) I(unname(as.vector(x)))
rows <- function(m) lapply(seq_len(nrow(m)), function(i) values(m[i, ]))
roots <- function(m) values(sqrt(diag(m)))
tight <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100)

# ---- Cox ------------------------------------------------------------------------------------------------------------
cox_case <- function(id, data, formula, args) {
  case_data <<- get(data)
  model_formula <<- formula
  column <- function(name) if (is.null(args[[name]])) NULL else as.name(args[[name]])
  ties <- if (is.null(args$ties)) "efron" else args$ties
  robust <- if (is.null(args$robust)) NULL else as.logical(args$robust)
  model <- eval(substitute(
    coxph(model_formula, data = case_data, x = TRUE, control = tight, ties = TIES, weights = W, robust = ROBUST, cluster = C),
    list(TIES = ties, W = column("weights"), ROBUST = robust, C = column("cluster"))
  ))
  has_robust <- !is.null(model$naive.var)
  covariance <- if (has_robust) model$naive.var else model$var
  agreement <- concordance(model)
  expected <- list(
    terms = values(names(coef(model))), coef = values(coef(model)), hr = values(exp(coef(model))), se = roots(covariance),
    vcov = rows(covariance), loglik_null = model$loglik[1], loglik = model$loglik[2], n = model$n, n_event = model$nevent,
    wald_test = list(stat = unname(model$wald.test)), score_test = list(stat = unname(model$score)),
    concordance = list(c = unname(agreement$concordance), se = unname(sqrt(agreement$var)))
  )
  if (has_robust) {
    expected$robust_se <- roots(model$var)
    expected$robust_vcov <- rows(model$var)
    expected$robust_score_test <- list(stat = unname(model$rscore))
  }
  write_case(id, data, "coxph", args, expected)
}
follow_up <- list(time = "futime", event = "death")
counting <- function(start, stop, event) list(start = start, stop = stop, time = stop, event = event)

rats <- data_set("rats", transform(survival::rats, female = as.integer(sex == "f")))
bladder <- data_set("bladder", transform(survival::bladder2, wt = round(0.5 + size / 5, 4)))
kidney <- data_set("kidney", survival::kidney)
mgus <- with(
  survival::mgus2[complete.cases(survival::mgus2[, c("age", "hgb", "creat", "mspike")]), ],
  data.frame(
    id, age, male = as.integer(sex == "M"), hgb, creat, mspike, futime, death,
    etime = ifelse(pstat == 1, ptime, futime), ev = ifelse(pstat == 1, 1, 2 * death),
    w = round(0.4 + age / 80, 5), entry = pmin(futime - 0.5, id %% 12), off = round((age - 70) / 20, 6),
    band = ifelse(age < 60, "a", ifelse(age < 75, "b", "c"))
  )
)
mgus <- data_set("mgus", mgus[mgus$futime > 0 & mgus$etime > 0, ])

cox_case("cox-rats-strata", "rats", Surv(time, status) ~ rx + strata(litter),
  list(time = "time", event = "status", covariates = I("rx"), strata = I("litter")))
cox_case("cox-rats-cluster", "rats", Surv(time, status) ~ rx + female,
  list(time = "time", event = "status", covariates = c("rx", "female"), cluster = "litter"))
cox_case("cox-bladder-strata-cluster", "bladder", Surv(start, stop, event) ~ rx + size + number + strata(enum),
  c(counting("start", "stop", "event"), list(covariates = c("rx", "size", "number"), strata = I("enum"), cluster = "id")))
cox_case("cox-bladder-weighted-cluster", "bladder", Surv(start, stop, event) ~ rx + number,
  c(counting("start", "stop", "event"), list(covariates = c("rx", "number"), weights = "wt", cluster = "id")))
cox_case("cox-mgus-efron", "mgus", Surv(futime, death) ~ age + male + hgb + creat + mspike,
  c(follow_up, list(covariates = c("age", "male", "hgb", "creat", "mspike"))))
cox_case("cox-mgus-breslow-offset", "mgus", Surv(futime, death) ~ male + hgb + offset(off),
  c(follow_up, list(covariates = c("male", "hgb"), ties = "breslow", offset = "off")))
cox_case("cox-mgus-entry-strata-weights", "mgus", Surv(entry, futime, death) ~ hgb + creat + strata(band, male),
  c(counting("entry", "futime", "death"),
    list(covariates = c("hgb", "creat"), strata = c("band", "male"), weights = "w", robust = "FALSE")))
cox_case("cox-mgus-factor", "mgus", Surv(futime, death) ~ band + male, c(follow_up, list(covariates = c("band", "male"))))
cox_case("cox-kidney-exact", "kidney", Surv(time, status) ~ age + sex,
  list(time = "time", event = "status", covariates = c("age", "sex"), ties = "exact"))

# ---- Kaplan-Meier and log-rank --------------------------------------------------------------------------------------
km_case <- function(id, formula, args) {
  model_formula <<- formula
  weights <- if (is.null(args$weights)) NULL else as.name(args$weights)
  robust <- if (is.null(args$weights)) NULL else TRUE
  fit <- eval(substitute(
    survfit(model_formula, data = mgus, conf.type = TYPE, conf.int = LEVEL, weights = W, robust = ROBUST),
    list(TYPE = args$conf_type, LEVEL = args$conf_level, W = weights, ROBUST = robust)
  ))
  stratum <- rep(names(fit$strata), fit$strata)
  error <- fit$std.err * if (isTRUE(fit$logse)) fit$surv else 1
  curve <- function(name) {
    at <- stratum == name
    list(
      n_times = sum(at), time = values(fit$time[at]), n_risk = values(fit$n.risk[at]), n_event = values(fit$n.event[at]),
      surv = values(fit$surv[at]), std_err = values(error[at]), lower = values(fit$lower[at]),
      upper = values(fit$upper[at]), cumhaz = values(fit$cumhaz[at]), cumhaz_se = values(fit$std.chaz[at])
    )
  }
  write_case(id, "mgus", "kaplan-meier", args, sapply(names(fit$strata), curve, simplify = FALSE), 1e-9, 1e-11)
}
for (type in c("log", "log-log", "logit", "arcsin", "plain")) {
  km_case(paste0("km-mgus-", type), Surv(futime, death) ~ band,
    c(follow_up, list(group = "band", conf_type = type, conf_level = 0.9, times = I(12))))
}
km_case("km-mgus-entry", Surv(entry, futime, death) ~ male,
  c(counting("entry", "futime", "death"), list(group = "male", conf_type = "log-log", conf_level = 0.95, times = I(12))))
km_case("km-mgus-weighted-robust", Surv(futime, death) ~ male,
  c(follow_up, list(group = "male", conf_type = "log", conf_level = 0.95, times = I(12), weights = "w",
    options = ", weights=w, robust=TRUE")))

log_rank_case <- function(id, data, formula, args) {
  test <- survdiff(formula, data = get(data), rho = args$rho)
  total <- function(x) values(if (is.null(dim(x))) x else rowSums(x))
  df <- length(test$n) - 1
  expected <- list(
    observed = total(test$obs), expected = total(test$exp), variance = rows(test$var), chisq = test$chisq, df = df,
    p = pchisq(test$chisq, df, lower.tail = FALSE)
  )
  write_case(id, data, "logrank", args, expected, 1e-9, 1e-11)
}
log_rank_case("logrank-mgus-strata", "mgus", Surv(futime, death) ~ male + strata(band),
  c(follow_up, list(group = "male", strata = "band", rho = 0.5)))
log_rank_case("logrank-mgus-three", "mgus", Surv(futime, death) ~ band, c(follow_up, list(group = "band", rho = 1)))
log_rank_case("logrank-rats", "rats", Surv(time, status) ~ rx + strata(litter),
  list(time = "time", event = "status", group = "rx", strata = "litter", rho = 0))

# ---- Competing risks ------------------------------------------------------------------------------------------------
outcome <- list(time = "etime", event = "ev", censor_code = 0)
incidence_case <- function(id, args) {
  given <- list(mgus$etime, mgus$ev, group = mgus[[args$group]], rho = args$rho, cencode = 0)
  if (!is.null(args$strata)) given$strata <- mgus[[args$strata]]
  fit <- do.call(cuminc, given)
  at <- timepoints(fit, args$times)
  names <- strsplit(rownames(at$est), " ")
  curves <- lapply(seq_along(names), function(i) {
    list(group = names[[i]][1], cause = as.numeric(names[[i]][2]), est = values(at$est[i, ]), var_aalen = values(at$var[i, ]))
  })
  group <- sapply(curves, `[[`, "group")
  curves <- curves[order(match(group, unique(group)), sapply(curves, `[[`, "cause"))]
  tests <- list(cause = I(c(1, 2)), stat = values(fit$Tests[, 1]), df = values(fit$Tests[, 3]), p = values(fit$Tests[, 2]))
  write_case(id, "mgus", "cuminc", args, list(causes = I(c(1, 2)), cif = curves, gray_test = tests), 1e-8, 1e-10)
}
incidence_case("cuminc-mgus", c(outcome, list(rho = 0, group = "band", times = I(c(12, 60, 120, 240)))))
incidence_case("cuminc-mgus-strata", c(outcome, list(rho = 1, group = "male", strata = "band", times = I(c(12, 60, 120)))))

fine_gray_case <- function(id, args) {
  given <- list(mgus$etime, mgus$ev, as.matrix(mgus[, args$covariates]), failcode = args$failcode, cencode = 0,
    gtol = 1e-10, maxiter = 100)
  if (!is.null(args$cengroup)) given$cengroup <- mgus[[args$cengroup]]
  fit <- do.call(crr, given)
  expected <- list(
    coef = values(fit$coef), se = roots(fit$var), vcov = rows(fit$var), inverse_information = rows(fit$invinf),
    loglik = fit$loglik, loglik_null = fit$loglik.null, n = fit$n,
    baseline = list(time = values(fit$uftime), subhazard_jump = values(fit$bfitj))
  )
  write_case(id, "mgus", "fine-gray", args, expected, 1e-6)
}
fine_gray_case("fine-gray-mgus-1", c(outcome, list(failcode = 1, covariates = c("age", "male", "mspike"))))
fine_gray_case("fine-gray-mgus-2", c(outcome, list(failcode = 2, covariates = c("age", "male", "hgb", "creat"))))
fine_gray_case("fine-gray-mgus-groups", c(outcome, list(failcode = 1, covariates = c("age", "mspike"), cengroup = "band")))

# ---- Regression -----------------------------------------------------------------------------------------------------
glm_case <- function(id, data, method, formula, family, extra = list()) {
  frame <- get(data)
  given <- list(as.formula(formula), family = eval(parse(text = family)), data = frame,
    control = glm.control(epsilon = 1e-14, maxit = 200))
  if (!is.null(extra$weights)) given$weights <- frame[[extra$weights]]
  fit <- suppressWarnings(do.call(glm, given))
  summary <- summary(fit)
  robust <- sapply(c("HC0", "HC1", "HC2", "HC3"), function(type) {
    covariance <- vcovHC(fit, type = type)
    list(se = roots(covariance), vcov = rows(covariance))
  }, simplify = FALSE)
  expected <- list(
    terms = values(names(coef(fit))), coef = values(coef(fit)), se = values(coef(summary)[, 2]),
    stat = values(coef(summary)[, 3]), p = values(coef(summary)[, 4]), vcov = rows(vcov(fit)), deviance = fit$deviance,
    null_deviance = fit$null.deviance, df_residual = fit$df.residual, dispersion = summary$dispersion,
    pearson_chisq = sum(residuals(fit, "pearson")^2), robust = robust
  )
  if (!grepl("quasi", family)) {
    expected <- c(expected, list(loglik = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit)))
  }
  if (!is.null(extra$cluster)) {
    cluster <- frame[[extra$cluster]]
    error <- function(type, adjust) list(se = roots(vcovCL(fit, cluster = cluster, type = type, cadjust = adjust)))
    expected$cluster <- list(n_clusters = length(unique(cluster)), HC0_noadj = error("HC0", FALSE),
      HC0_cadj = error("HC0", TRUE), HC1_cadj = error("HC1", TRUE))
  }
  args <- c(list(formula = formula, family = family, outcome = all.vars(as.formula(formula))[1], conf_level = 0.95), extra)
  write_case(id, data, method, args, expected, 1e-6, 1e-8)
}
quine <- data_set("quine", MASS::quine)
cars <- data_set("cars", datasets::mtcars)
pima <- data_set("pima", transform(rbind(MASS::Pima.tr, MASS::Pima.te), y = as.integer(type == "Yes"),
  g = seq_along(age) %% 23, w = round(0.5 + age / 60, 4)))
glm_case("glm-pima", "pima", "logistic", "y ~ npreg + glu + bp + skin + bmi + ped + age", "binomial()", list(cluster = "g"))
glm_case("glm-pima-interaction", "pima", "logistic", "y ~ glu * bmi + age", "binomial()")
glm_case("glm-pima-functions", "pima", "logistic", "y ~ glu + I(age^2) + log(bmi)", "binomial()")
glm_case("glm-pima-weighted", "pima", "logistic-weighted", "y ~ glu + bmi", "quasibinomial()", list(weights = "w"))
glm_case("glm-pima-probit", "pima", "probit", "y ~ glu + bmi + factor(g)", "binomial(link=\"probit\")")
glm_case("glm-quine-poisson", "quine", "poisson", "Days ~ Eth * Sex + Age + Lrn", "poisson()")
glm_case("glm-quine-quasi", "quine", "quasipoisson", "Days ~ Eth + Sex + Age + Lrn", "quasipoisson()")
glm_case("glm-cars", "cars", "linear", "mpg ~ wt + factor(cyl) + hp:am + qsec", "gaussian()", list(cluster = "gear"))

net_case <- function(id, data, method, family, args) {
  frame <- get(data)
  factors <- if (is.null(args$penalty_factor)) rep(1, length(args$covariates)) else args$penalty_factor
  fit <- glmnet(as.matrix(frame[, args$covariates]), frame[[args$outcome]], family = family, alpha = args$alpha,
    lambda = args$lambda, standardize = args$standardize, penalty.factor = factors, thresh = 1e-15, maxit = 1e7)
  expected <- list(lambda = values(fit$lambda), intercept = values(fit$a0), beta = rows(t(as.matrix(fit$beta))),
    df = values(fit$df), dev_ratio = values(fit$dev.ratio), null_deviance = fit$nulldev)
  write_case(id, data, method, args, expected, 1e-5, 1e-7)
}
measures <- c("npreg", "glu", "bp", "skin", "bmi", "ped", "age")
net_case("net-pima", "pima", "glmnet-binomial", "binomial",
  list(outcome = "y", covariates = measures, alpha = 0.5, lambda = c(0.1, 0.03, 0.01, 0.001), standardize = TRUE))
net_case("net-pima-factors", "pima", "glmnet-binomial", "binomial",
  list(outcome = "y", covariates = measures, alpha = 1, lambda = c(2, 1, 0.1), standardize = FALSE,
    penalty_factor = c(1, 0, 1, 1, 2, 1, 1)))
absence <- data_set("absence", with(quine, data.frame(Days, eth = as.integer(Eth == "N"), male = as.integer(Sex == "M"),
  f1 = as.integer(Age == "F1"), f2 = as.integer(Age == "F2"), slow = as.integer(Lrn == "SL"))))
net_case("net-quine", "absence", "glmnet-poisson", "poisson",
  list(outcome = "Days", covariates = names(absence)[-1], alpha = 1, lambda = c(3, 1, 0.3, 0.05), standardize = TRUE))

set.seed(3)
births <- data_set("births", transform(datasets::infert, z = round(rnorm(248), 4)))
methods <- c("exact", "efron", "breslow")
conditional <- sapply(methods, function(method) {
  fit <- clogit(case ~ spontaneous + z + strata(parity), data = births, method = method, control = tight)
  list(coef = values(coef(fit)), se = roots(vcov(fit)), loglik = fit$loglik[2], score = unname(fit$score))
}, simplify = FALSE)
write_case("clogit-births", "births", "conditional-logistic",
  list(outcome = "case", covariates = c("spontaneous", "z"), strata = "parity", methods = methods), conditional)

# ---- Diagnosis, tables, rates ---------------------------------------------------------------------------------------
curve_of <- function(score) roc(pima$y, pima[[score]], levels = c(0, 1), direction = "<", quiet = TRUE)
for (score in c("glu", "npreg")) {
  curve <- curve_of(score)
  expected <- list(auc = as.numeric(curve$auc), delong_var = var(curve), delong_ci = values(as.numeric(ci.auc(curve))[c(1, 3)]))
  args <- list(outcome = "y", score = score, direction = "higher score = case", conf_level = 0.95)
  write_case(paste0("roc-pima-", score), "pima", "roc", args, expected, 1e-9, 1e-11)
}
paired <- roc.test(curve_of("glu"), curve_of("bmi"), method = "delong", paired = TRUE)
write_case("roc-paired-pima", "pima", "roc-paired", list(outcome = "y", score1 = "glu", score2 = "bmi"),
  list(auc = values(paired$estimate), z = unname(paired$statistic), p = paired$p.value))

for (counts in list(c(10, 5, 13, 30), c(120, 33, 80, 90), c(3, 17, 21, 2))) {
  table <- matrix(counts, 2)
  plain <- mcnemar.test(table, correct = FALSE)
  exact <- binom.test(table[1, 2], table[1, 2] + table[2, 1])$p.value
  write_case(paste0("mcnemar-", counts[1]), NULL, "mcnemar", list(table = rows(table)),
    list(chisq = unname(plain$statistic), p = plain$p.value, exact_p = exact))
}
for (table in list(unclass(table(cars$cyl, cars$gear)), matrix(c(10, 20, 30, 5, 9, 40), 2))) {
  test <- suppressWarnings(chisq.test(table, correct = FALSE))
  expected <- list(chisq = unname(test$statistic), df = unname(test$parameter), p = test$p.value, fisher_p = fisher.test(table)$p.value)
  write_case(paste0("rxc-", nrow(table)), NULL, "rxc", list(table = rows(table)), expected, 1e-6)
}
for (trial in list(list(c(3, 9, 14, 20), c(30, 31, 29, 33)), list(c(0, 1, 5), c(10, 12, 11)))) {
  test <- prop.trend.test(trial[[1]], trial[[2]])
  args <- list(events = I(trial[[1]]), totals = I(trial[[2]]), scores = I(seq_along(trial[[1]])))
  write_case(paste0("trend-", length(trial[[1]])), NULL, "cochran-armitage", args,
    list(chisq = unname(test$statistic), p = test$p.value))
}
for (counted in list(c(3, 1200), c(0, 900), c(250, 31000.5), c(1, 10))) {
  interval <- poisson.test(counted[1], counted[2])$conf.int * 1000
  args <- list(events = counted[1], person_time = counted[2], scale = 1000, conf_level = 0.95)
  write_case(paste0("rate-", counted[1]), NULL, "incidence-rate", args, list(exact_garwood = values(interval)))
}
for (pair in list(c(12, 900, 30, 4000), c(0, 100, 9, 800), c(300, 21000, 280, 20500))) {
  test <- poisson.test(pair[c(1, 3)], pair[c(2, 4)])
  args <- list(events_exposed = pair[1], pt_exposed = pair[2], events_unexposed = pair[3], pt_unexposed = pair[4], conf_level = 0.95)
  expected <- list(rate_ratio = unname(test$estimate), exact = values(test$conf.int), p_exact_minlike = test$p.value)
  write_case(paste0("rate-ratio-", pair[1]), NULL, "rate-ratio", args, expected, 1e-6)
}
set.seed(9)
p <- round(runif(30)^2, 5)
adjustments <- c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY")
write_case("p-adjust", NULL, "p-adjust", list(p = I(p)),
  sapply(adjustments, function(method) values(p.adjust(p, method)), simplify = FALSE))
cat(length(list.files(file.path(folder, "cases"))), "cases\n")
