suppressMessages(library(COINr))
set.seed(42)
n <- 30
d <- data.frame(uCode=sprintf("u%02d",1:n),
 a=round(rexp(n)*10,3), b=round(rnorm(n,50,10),3), c=round(exp(rnorm(n,0,2)),3), d=round(runif(n,1,5),0), e=round(-exp(rnorm(n,1,1.6)),3), f=round(rnorm(n),3))
d$a[c(3,7)] <- NA; d$e[5] <- NA; d$c[11] <- 400; d$grp <- rep(c("x","y","z"),10); d$grp[9] <- NA; d$den <- round(runif(n,10,100),2)

write.csv(d, "data.csv", row.names=FALSE, na="")
ic <- c("a","b","c","d","e","f"); dirs <- c(1,-1,1,1,-1,1)
meta <- data.frame(code=c(ic,"G1","G2","T"), parent=c("G1","G1","G1","G2","G2","G2","T","T",""), direction=c(dirs,1,1,1), weight=c(0.2,0.5,0.3,1,2,1,0.4,0.6,1), level=c(rep(1,6),2,2,3), denominator=c("den","","","","","","","",""), denominator_scale=c(2,"","","","","","","",""))
write.csv(meta,"indicators.csv",row.names=FALSE,quote=FALSE)
X <- d[ic]
out <- list()
nrm <- function(nm, f, paras=NULL) { r <- as.data.frame(mapply(function(x,di){ do.call(Normalise, c(list(x=x, f_n=f, direction=di), if(!is.null(paras)) list(f_n_para=paras)))}, X, dirs)); out[[nm]] <<- r }
nrm("n minmax:0,100","n_minmax",list(l_u=c(0,100))); nrm("n minmax:1,10","n_minmax",list(l_u=c(1,10)))
nrm("n zscore:0,1","n_zscore"); nrm("n zscore:100,15","n_zscore",list(m_sd=c(100,15)))
nrm("n rank","n_rank"); nrm("n rank:average","n_rank",list(ties.method="average")); nrm("n percentile:max","n_prank",list(ties.method="max")); nrm("n percentile","n_prank"); nrm("n borda","n_borda"); nrm("n dist2max","n_dist2max"); nrm("n fracmax","n_fracmax"); nrm("n dist2ref:unit=u02","n_dist2ref",list(iref=2)); nrm("n dist2ref:unit=u02,cap=yes","n_dist2ref",list(iref=2,cap_max=TRUE)); nrm("n none","none")
nrm2 <- function(nm, f, pf) { r <- as.data.frame(mapply(function(x,di){ do.call(Normalise, c(list(x=x, f_n=f, direction=di, f_n_para=pf(di))))}, X, dirs)); out[[nm]] <<- r }
nrm2("n goalposts:lower=2,upper=40,scale=100","n_goalposts",function(di) if(di<0) list(gposts=c(-40,-2,100)) else list(gposts=c(2,40,100)))
nrm2("n goalposts:lower=2,upper=40,scale=5,cut=no","n_goalposts",function(di) if(di<0) list(gposts=c(-40,-2,5),trunc2posts=FALSE) else list(gposts=c(2,40,5),trunc2posts=FALSE))
nrm2("n scaled:0,50,10","n_scaled",function(di) if(di<0) list(npara=c(-50,0),scale_factor=10) else list(npara=c(0,50),scale_factor=10))
nrm2("n dist2targ:33","n_dist2targ",function(di) list(targ=33*di)); nrm2("n dist2targ:target=33,cap=yes","n_dist2targ",function(di) list(targ=33*di,cap_max=TRUE))
imp <- function(nm, ...) { r <- suppressWarnings(Impute(X, ...)); out[[nm]] <<- r }
imp("i mean", f_i="i_mean"); imp("i median", f_i="i_median"); imp("i mean-group:grp", f_i="i_mean_grp", f_i_para=list(f=d$grp)); imp("i median-group:grp", f_i="i_median_grp", f_i_para=list(f=d$grp))
imp("i row-mean", f_i="i_mean", impute_by="row", directions=dirs); imp("i row-median", f_i="i_median", impute_by="row", directions=dirs)
tr <- function(nm, ...) { l <- suppressWarnings(Treat(X, ...)); out[[nm]] <<- l$x_treat }
tr("t winsorise:5|log-ct|skew=2,kurt=3.5", global_specs=list(f1_para=list(na.rm=TRUE,winmax=5,skew_thresh=2,kurt_thresh=3.5,force_win=FALSE)))
for (s in c(0.5,1)) for (k in c(1,2)) for (w in c(1,2,3,10)) tr(sprintf("t winsorise:points=%d,skew=%g,kurt=%g|log-ct|skew=%g,kurt=%g",w,s,k,s,k), global_specs=list(f1_para=list(winmax=w,skew_thresh=s,kurt_thresh=k),f_pass_para=list(na.rm=TRUE,skew_thresh=s,kurt_thresh=k)))
for (f2 in c("log_CT","log_CT_orig","log_CT_plus","log_GII")) tr(sprintf("t winsorise:points=1,skew=1,kurt=1|%s|skew=1,kurt=1",f2), global_specs=list(f1_para=list(winmax=1,skew_thresh=1,kurt_thresh=1),f2=f2,f2_para=list(na.rm=TRUE),f_pass_para=list(na.rm=TRUE,skew_thresh=1,kurt_thresh=1)))
tr("tc winsorise:points=1,skew=1,kurt=1|log-ct|skew=1,kurt=1", global_specs=list(f1_para=list(winmax=1,skew_thresh=1,kurt_thresh=1),f_pass_para=list(na.rm=TRUE,skew_thresh=1,kurt_thresh=1)), combine_treat=TRUE)
tr("t box-cox:lambda=0.5|none|skew=1,kurt=1", global_specs=list(f1="boxcox",f1_para=list(lambda=0.5,na.rm=TRUE),f2=NULL,f_pass_para=list(na.rm=TRUE,skew_thresh=1,kurt_thresh=1)))
# aggregation on minmax 1..100
N <- out[["n minmax:1,10"]]
W <- list(G1=c(.2,.5,.3), G2=c(1,2,1), T=c(.4,.6))
ag <- function(nm, f, fp=NULL, thr=NULL) { p1<-c(list(w=W$G1),fp); g1 <- Aggregate(N[1:3], f_ag=f[1], f_ag_para=p1, dat_thresh=thr, by_df=(f[1]=="a_copeland")); g2 <- Aggregate(N[4:6], f_ag=f[1], f_ag_para=c(list(w=W$G2),fp), dat_thresh=thr, by_df=(f[1]=="a_copeland")); t <- Aggregate(data.frame(G1=g1,G2=g2), f_ag=f[2], f_ag_para=c(list(w=W$T),fp), dat_thresh=thr, by_df=(f[2]=="a_copeland")); out[[nm]] <<- data.frame(G1=g1,G2=g2,T=t) }
ag("a arithmetic", c("a_amean","a_amean")); ag("a geometric", c("a_gmean","a_gmean")); ag("a harmonic", c("a_hmean","a_hmean")); ag("a geometric,harmonic", c("a_gmean","a_hmean")); ag("a arithmetic|0.8", c("a_amean","a_amean"), thr=0.8)
N0 <- N; N <- N0; cc <- complete.cases(N)
for (p in c(2,-1,0.5)) { ag(sprintf("a power:%g",p), c("a_genmean","a_genmean"), list(p=p)) }
Xc <- X; for(j in 1:6) Xc[[j]][is.na(Xc[[j]])] <- mean(Xc[[j]],na.rm=TRUE)
N <- as.data.frame(mapply(function(x,di) Normalise(x,f_n="n_minmax",f_n_para=list(l_u=c(1,10)),direction=di), Xc, dirs))
g1<-a_copeland(N[1:3],W$G1); g2<-a_copeland(N[4:6],W$G2); out[["ac copeland"]]<-data.frame(G1=g1,G2=g2,T=a_copeland(data.frame(G1=g1,G2=g2),W$T)); out[["ac copeland,arithmetic"]]<-data.frame(G1=g1,G2=g2,T=.4*g1+.6*g2)
# statistics
out[["s"]] <- get_stats(X, nsignif=NULL)
out[["d"]] <- Denominate(d[c("uCode",ic)], denoms=d, denomby=data.frame(iCode="a",Denominator="den",ScaleFactor=2))[ic]
for (m in c("pearson","spearman","kendall")) out[[paste("c",m)]] <- as.data.frame(cor(as.data.frame(mapply(`*`,X,dirs)), method=m, use="pairwise.complete.obs"))
sink("expected.txt"); for (nm in names(out)) { cat("#", nm, "\n"); write.csv(format(out[[nm]], digits=17, trim=TRUE, scientific=FALSE), row.names=FALSE, quote=FALSE) }; sink()
