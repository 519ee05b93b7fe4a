-- Everyone who acts, or has acted, in the pilot.
SELECT code, name, profession, agency, role, sign_off_limit_pence, joined_on, left_on
  FROM practitioner ORDER BY code
