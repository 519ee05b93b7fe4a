(k.estimate_pence >= 5000 AND k.estimate_pence % 1000 = 0)
