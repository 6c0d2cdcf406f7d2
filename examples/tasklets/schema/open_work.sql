CREATE VIEW open_work AS
    SELECT p.code AS product, t.key, t.title, t.priority, t.remaining_hours, u.email AS assignee
    FROM tasks t
    JOIN features f ON f.id = t.feature_id
    JOIN epics e ON e.id = f.epic_id
    JOIN products p ON p.id = e.product_id
    LEFT JOIN users u ON u.id = t.assignee_id
    WHERE t.closed_at IS NULL;
