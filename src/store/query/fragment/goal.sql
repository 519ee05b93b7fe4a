rtrim(rtrim(printf('%.3f', n.target_thousandths / 1000.0), '0'), '.') || iif(n.item = '', '', ' for ' || n.item)
