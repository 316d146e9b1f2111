# Makes the fixtures of RFixturesTest: Rscript make-fixtures.R FOLDER
# Needs the packages car and emmeans. Each data set is a CSV of trials; what R says of all of them is one long CSV.
suppressPackageStartupMessages({ library(car); library(emmeans) })
folder <- commandArgs(TRUE)[1]
set.seed(20261126)
facts <- data.frame()
say <- function(set, table, row, column, value)
  facts <<- rbind(facts, data.frame(set, table, row, column, value = sprintf("%.17g", value)))

trials <- function(cells, seeds, effect) {
  grid <- merge(cells, data.frame(seed = seeds))
  common <- setNames(rnorm(length(seeds), 0, 0.004), seeds)
  grid$y <- effect(grid) + common[as.character(grid$seed)] +
    rnorm(nrow(grid), 0, ifelse(grid$optimizer == "sgd", 0.03, 0.01))
  grid
}
cells <- expand.grid(optimizer = c("adam", "sgd"), filters = c("8", "16", "32"), norm = c("no", "yes"),
                     stringsAsFactors = FALSE)
effect <- function(g) 0.7 + 0.05 * (g$filters == "16") + 0.07 * (g$filters == "32") -
  0.1 * (g$optimizer == "sgd") + 0.08 * (g$optimizer == "sgd" & g$norm == "yes")

balanced <- trials(cells, 1:3, effect)
unbalanced <- trials(cells, 1:4, effect)
lost <- sample(nrow(unbalanced), 10)
unbalanced <- unbalanced[-lost, ]
stopifnot(nrow(unique(unbalanced[c("optimizer", "filters", "norm")])) == 12)
# width says what filters says already, and sgd never had 32 filters.
holes <- cells[!(cells$optimizer == "sgd" & cells$filters == "32"), ]
holes <- trials(holes, 1:3, effect)
holes$width <- ifelse(holes$filters == "8", "narrow", "wide")

coded <- function(d, axes, coding) {
  for (axis in axes) {
    # The levels in the order in which the design has them.
    d[[axis]] <- factor(d[[axis]], levels = unique(d[[axis]]))
    contrasts(d[[axis]]) <- coding(nlevels(d[[axis]]))
  }
  d$seed <- factor(d$seed)
  contrasts(d$seed) <- coding(nlevels(d$seed))
  d
}
anova_facts <- function(set, d, axes, type) {
  d <- coded(d, axes, if (type == 3) contr.sum else contr.treatment)
  model <- lm(as.formula(paste("y ~ seed + (", paste(axes, collapse = "+"), ")^2")), d)
  table <- suppressMessages(Anova(model, type = type, singular.ok = TRUE))
  for (term in setdiff(rownames(table), "(Intercept)")) {
    name <- if (term == "Residuals") "residual" else term
    say(set, paste0("anova", type), name, "sum_of_squares", table[term, "Sum Sq"])
    say(set, paste0("anova", type), name, "degrees_of_freedom", table[term, "Df"])
    if (term != "Residuals" && !is.na(table[term, "F value"])) {
      say(set, paste0("anova", type), name, "f", table[term, "F value"])
      say(set, paste0("anova", type), name, "p", table[term, "Pr(>F)"])
    }
  }
}
# Where terms are aliased, car and a comparison of nested models differ: here the columns that lm keeps, term by term.
nested_facts <- function(set, d, axes, type) {
  d <- coded(d, axes, if (type == 3) contr.sum else contr.treatment)
  model <- lm(as.formula(paste("y ~ seed + (", paste(axes, collapse = "+"), ")^2")), d)
  terms <- attr(terms(model), "term.labels"); factors <- attr(terms(model), "factors")
  kept <- !is.na(coef(model)); x <- model.matrix(model)[, kept]; of <- model$assign[kept]
  rss <- function(columns) sum(lm.fit(x[, columns, drop = FALSE], d$y)$residuals^2)
  error <- rss(rep(TRUE, ncol(x))); free <- nrow(x) - ncol(x)
  table <- paste0("anova", type)
  for (t in seq_along(terms)) {
    above <- if (type == 3) t else which(colSums(factors * factors[, t]) == sum(factors[, t]))
    base <- !(of %in% above); df <- sum(of == t)
    ss <- if (df > 0) rss(base) - rss(base | of == t) else NA
    say(set, table, terms[t], "sum_of_squares", ss)
    say(set, table, terms[t], "degrees_of_freedom", df)
    if (df > 0) {
      f <- ss / df / (error / free)
      say(set, table, terms[t], "f", f)
      say(set, table, terms[t], "p", pf(f, df, free, lower.tail = FALSE))
    }
  }
  say(set, table, "residual", "sum_of_squares", error)
  say(set, table, "residual", "degrees_of_freedom", free)
}
marginal_facts <- function(set, d, axes) {
  d <- coded(d, axes, contr.treatment)
  model <- lm(as.formula(paste("y ~", paste(axes, collapse = "*"))), d)
  for (axis in axes) {
    means <- as.data.frame(suppressMessages(emmeans(model, axis)))
    for (i in seq_len(nrow(means))) say(set, "means", paste0(axis, "=", means[i, axis]), "mean", means$emmean[i])
  }
}
# Over the cells that there are: with empty ones, emmeans says of most values that nothing can be estimated.
observed_facts <- function(set, d, axes) {
  cells <- aggregate(d["y"], d[axes], mean)
  for (axis in axes) {
    means <- tapply(cells$y, cells[[axis]], mean)
    for (value in names(means)) say(set, "means", paste0(axis, "=", value), "mean", means[[value]])
  }
}
# Mean over matched cells of paired differences, the cells' variances apart; df of Satterthwaite.
paired <- function(d, axes, axis, value, against) {
  others <- setdiff(axes, axis)
  key <- c(others, "seed")
  m <- merge(d[d[[axis]] == value, ], d[d[[axis]] == against, ], by = key)
  if (nrow(m) == 0) return(NULL)
  groups <- split(m$y.x - m$y.y, interaction(m[others], drop = TRUE))
  n <- sapply(groups, length); k <- length(groups); many <- n > 1
  v <- sapply(groups[many], var)
  part <- (1 / n[many] + sum(!many) * (n[many] - 1) / sum(n[many] - 1)) * v / k^2
  se <- sqrt(sum(part)); df <- sum(part)^2 / sum(part^2 / (n[many] - 1))
  mean <- mean(sapply(groups, mean))
  if (k == 1) { t <- t.test(groups[[1]]); stopifnot(all.equal(t$parameter[[1]], df), all.equal(t$stderr, se)) }
  if (k == 2 && all(many)) {
    t <- t.test(groups[[1]], -groups[[2]])   # Welch's
    stopifnot(all.equal(t$parameter[[1]], df), all.equal(t$stderr / 2, se))
  }
  list(mean = mean, low = mean - qt(0.975, df) * se, high = mean + qt(0.975, df) * se, p = 2 * pt(-abs(mean / se), df))
}
pair_facts <- function(set, d, axes) {
  for (axis in axes) {
    values <- unique(d[[axis]])
    found <- list()
    for (i in seq_along(values)) for (j in seq_len(i - 1)) {
      p <- paired(d, axes, axis, values[i], values[j])
      if (!is.null(p)) found[[paste0(axis, "=", values[i], "-", values[j])]] <- p
    }
    adjusted <- p.adjust(sapply(found, `[[`, "p"), "holm")
    for (row in names(found)) {
      say(set, "pairs", row, "difference", found[[row]]$mean)
      say(set, "pairs", row, "low", found[[row]]$low)
      say(set, "pairs", row, "high", found[[row]]$high)
      say(set, "pairs", row, "p", found[[row]]$p)
      say(set, "pairs", row, "p_adjusted", adjusted[[row]])
    }
  }
}
for (set in c("balanced", "unbalanced", "holes")) {
  d <- get(set)
  d <- d[do.call(order, c(lapply(setdiff(names(d), c("y", "seed")), function(a) match(d[[a]], unique(d[[a]]))), list(d$seed))), ]
  d$y <- as.numeric(sprintf("%.6f", d$y))
  axes <- setdiff(names(d), c("y", "seed"))
  write.csv(d, file.path(folder, paste0(set, ".csv")), row.names = FALSE, quote = FALSE)
  if (set == "holes") {
    nested_facts(set, d, axes, 2); nested_facts(set, d, axes, 3); observed_facts(set, d, axes)
  } else {
    anova_facts(set, d, axes, 2); anova_facts(set, d, axes, 3); marginal_facts(set, d, axes)
  }
  pair_facts(set, d, axes)
}
# The one-cell and the two-cell case, where R's own t tests say the same.
one <- balanced[balanced$filters == "8" & balanced$norm == "no", ]
invisible(paired(one, c("optimizer", "filters", "norm"), "optimizer", "sgd", "adam"))
two <- balanced[balanced$filters == "8", ]
invisible(paired(two, c("optimizer", "filters", "norm"), "optimizer", "sgd", "adam"))
write.csv(facts, file.path(folder, "facts.csv"), row.names = FALSE, quote = FALSE)
