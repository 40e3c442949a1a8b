-- Addresses are emptied after a month, or when the person is erased; rows go after a year.
create index sessions_with_address on tunnel.sessions (opened_at) where client_address <> '';
create index sessions_by_permit on tunnel.sessions (permit);
create index sessions_by_age on tunnel.sessions (opened_at);
create index certificates_by_end on tunnel.certificates (expires_at);
