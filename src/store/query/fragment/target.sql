g.code || iif(n.item = '', '', ':' || n.item) || iif(g.better = 'higher', '>=', '<=')
|| rtrim(rtrim(printf('%.3f', n.target_thousandths / 1000.0), '0'), '.')
