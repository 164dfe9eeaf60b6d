# Times R's own routines on data that the benchmark wrote: Rscript rPeers.R FOLDER
# Each data set is a folder of columns, doubles in the machine's order. Prints a line "id seconds" per routine (median).
folder <- commandArgs(TRUE)[1]
has <- function(package) suppressWarnings(suppressMessages(require(package, character.only = TRUE, quietly = TRUE)))
columns <- function(name) {
  files <- list.files(file.path(folder, name), full.names = TRUE)
  data <- lapply(files, function(file) readBin(file, "double", file.size(file) / 8))
  names(data) <- basename(files)
  data
}
report <- function(id, runs, work) {
  seconds <- replicate(runs, { gc(FALSE); system.time(work())[["elapsed"]] })
  cat(id, median(seconds), "\n")
}
covariates <- function(data) {
  names <- grep("^x[0-9]+$", names(data), value = TRUE)
  names[order(as.integer(sub("x", "", names)))]
}

if (has("survival")) {
  for (size in c("1e5", "1e6")) {
    data <- columns(paste0("survival_", size))
    frame <- as.data.frame(data)
    model <- as.formula(paste("Surv(time, event) ~", paste(covariates(data), collapse = " + ")))
    report(paste0("coxph_efron_", size, "_p10"), 2, function() coxph(model, frame))
    report(paste0("survfit_", size, "_x1"), 2, function() survfit(Surv(time, event) ~ x0, frame))
    if (size != "1e5") next
    report("survdiff_1e5_x1", 3, function() survdiff(Surv(time, event) ~ x0, frame))
    fit <- coxph(model, frame)
    report("coxzph_1e5_p10", 3, function() cox.zph(fit, "km"))
    report("concordance_1e5", 3, function() concordance(fit))
  }
}
data <- columns("logistic")
matrix <- cbind(1, do.call(cbind, data[covariates(data)]))
report("glmfit_logit_1e5_p50", 2, function() glm.fit(matrix, data$outcome, family = binomial()))
if (has("MatchIt")) {
  frame <- as.data.frame(columns("matching"))
  model <- as.formula(paste("treated ~", paste(covariates(frame), collapse = " + ")))
  report("matchit_nearest_caliper_100k", 2, function()
    matchit(model, frame, method = "nearest", distance = "glm", link = "linear.logit", caliper = 0.2))
}
if (has("glmnet")) {
  data <- columns("sparse")
  matrix <- Matrix::sparseMatrix(i = data$row + 1, j = data$column + 1, x = 1)
  report("glmnet_lasso_sparse_1e5_p500", 2, function() glmnet(matrix, data$outcome, family = "binomial"))
}
if (has("cmprsk")) {
  data <- columns("competing_1e5")
  report("cuminc_1e5", 3, function() cuminc(data$time, data$cause, data$x0))
  data <- columns("competing_1e4")
  report("crr_1e4_p4", 1, function() crr(data$time, data$cause, do.call(cbind, data[covariates(data)])))
}
if (has("pROC")) {
  data <- columns("roc")
  report("proc_auc_delong_1e5", 3, function()
    ci.auc(roc(data$outcome, data$score, quiet = TRUE, direction = "<")))
}
